package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The jar as a package: spark-submit gets it by its coordinates from a repository of files, with
 * nothing else of this project on the class path.
 */
class PackagesIT {
  private static final int MINUTES = 10;
  private static final String ARTIFACT = "spark-rnn_2.13";

  @TempDir static Path dir;
  private static String version;
  private static Path repository;

  /** A repository in Maven's layout with the jar and the POM that would be published. */
  @BeforeAll
  static void publish() throws IOException {
    Path pom = Path.of("dependency-reduced-pom.xml");
    Matcher found = Pattern.compile("<version>(.*?)</version>").matcher(Files.readString(pom));
    assertTrue(found.find());
    version = found.group(1);
    repository = dir.resolve("repository");
    Path folder =
        Files.createDirectories(
            repository.resolve("org/sparkrnn").resolve(ARTIFACT).resolve(version));
    String name = ARTIFACT + "-" + version;
    Files.copy(pom, folder.resolve(name + ".pom"));
    Files.copy(Path.of("target/spark-rnn.jar"), folder.resolve(name + ".jar"));
  }

  private static String coordinates() {
    return "org.sparkrnn:%s:%s".formatted(ARTIFACT, version);
  }

  /** Runs spark-submit without any jar of its own; returns stdout, or fails with stderr. */
  private static String submit(List<String> packages, List<String> job) throws Exception {
    Path out = Files.createTempFile(dir, "submit", ".out");
    Path err = Files.createTempFile(dir, "submit", ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(
        List.of(
            "-cp",
            Path.of("target/spark/jars").toAbsolutePath() + "/*",
            "org.apache.spark.deploy.SparkSubmit",
            "--master",
            "local[2]",
            "--conf",
            "spark.ui.enabled=false",
            "--conf",
            "spark.jars.ivy=" + dir.resolve("ivy")));
    command.addAll(packages);
    command.addAll(List.of("--class", job.get(0), "spark-internal"));
    command.addAll(job.subList(1, job.size()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_HOME", Path.of("target/spark").toAbsolutePath().toString());
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), "spark-submit does not end");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), Files.readString(err));
    return Files.readString(out);
  }

  private static List<String> training(String model) {
    return List.of(
        "org.sparkrnn.job.Train",
        "task=tagger",
        "train=sample-data/pos-chinese/dev.slashed",
        "model=" + dir.resolve(model),
        "maxEpochs=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--packages", "spark.jars.packages"})
  void aTrainingStartsFromThePackage(String way) throws Exception {
    String files = repository.toUri().toString();
    List<String> packages =
        way.startsWith("--")
            ? List.of("--packages", coordinates(), "--repositories", files)
            : List.of(
                "--conf",
                "spark.jars.packages=" + coordinates(),
                "--conf",
                "spark.jars.repositories=" + files);
    String[] lines = submit(packages, training(way)).strip().split("\n");
    JsonNode json = Json.MAPPER.readTree(lines[lines.length - 1]);
    assertEquals(64, json.get("weightsSha256").asText().length());
    assertTrue(Files.exists(dir.resolve(way).resolve("model.safetensors")));
  }

  /** Everything but Spark is in the jar, so that nothing else is downloaded. */
  @Test
  void nothingElseIsDownloaded() throws Exception {
    submit(
        List.of("--packages", coordinates(), "--repositories", repository.toUri().toString()),
        training("alone"));
    try (Stream<Path> jars = Files.list(dir.resolve("ivy/jars"))) {
      assertEquals(
          List.of("org.sparkrnn_%s-%s.jar".formatted(ARTIFACT, version)),
          jars.map(jar -> jar.getFileName().toString()).toList());
    }
  }
}
