package org.sparkrnn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkrnn.testkit.JobProcess;
import org.sparkrnn.testkit.JobRun;

/** Runs every benchmark in small, as the guide starts it; libtorch is not needed. */
class BenchmarksIT {
  @TempDir static Path dir;

  /**
   * @param figure name of the figure in the last line that must be a positive number
   */
  private record Small(String figure, String... arguments) {
    String name() {
      return Stream.of(arguments).filter(word -> !word.startsWith("-")).findFirst().orElseThrow();
    }
  }

  private static List<Small> benchmarks() {
    return List.of(
        new Small("gflops", "gemm", "threads=2"),
        new Small("ratio", "kernel", "rounds=1"),
        new Small("tokensPerSecond", "layer", "T=5", "B=4", "I=8", "H=16", "numLayers=2"),
        new Small("tokensPerSecond", "layer", "cell=gru", "T=5", "B=4", "I=8", "H=16"),
        new Small("tokensPerSecond", "layer", "cell=elman", "T=5", "B=4", "I=8", "H=16"),
        new Small("tokensPerSecond", "lm", "T=5", "B=4", "E=8", "H=16", "V=50"),
        new Small("total", "--master=local[8]", "step", "params=20000", "partitions=8"),
        new Small("total", "--master=local[2]", "step", "params=20000", "sparseRows=50"),
        new Small(
            "ratio",
            "--master=local-cluster[2,1,1024]",
            "scale",
            "parameters=20000",
            "sparseRows=50",
            "check=true"),
        new Small("tokensPerSecond", "--master=local[2]", "predict", "sequences=100", "V=50"),
        new Small("lastThousandMs", "--master=local[2]", "longrun", "steps=200"));
  }

  @Test
  void noBenchmarkIsLeftOut() {
    Set<String> names = benchmarks().stream().map(Small::name).collect(Collectors.toSet());
    assertEquals(Bench.names(), names);
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void runs(Small small) throws Exception {
    List<String> arguments =
        Stream.concat(Stream.of(small.arguments()), Stream.of("quick=true")).toList();
    try (JobProcess job = JobProcess.start(dir, Map.of(), "bench", arguments)) {
      JobRun run = job.end();
      assertEquals(0, run.code(), run.err());
      JsonNode line = new ObjectMapper().readTree(run.lastLine());
      assertEquals(small.name(), line.get("name").asText());
      assertTrue(line.get(small.figure()).asDouble() > 0, run.lastLine());
    }
  }
}
