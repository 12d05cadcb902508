package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sparkrnn.ml.SequenceTaggerTest.tagger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.util.MLWritable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.save.ModelDirectory;
import org.sparkrnn.testkit.ToyData;

/**
 * Models of every kind with any of their files damaged: they load or are refused, without other
 * exceptions and without more memory than the files justify.
 */
class SavedModelFuzzTest {
  private static final String METADATA = "metadata/part-00000";
  private static final int FLIPS = 16; // per file, with and without checksums: more than 1 000
  private static final int PARTS = 16;

  /** The memory of Spark and Hadoop for any load, whatever the model's size. */
  private static final long OVERHEAD = 24 << 20;

  private static final int BYTES_PER_BYTE = 64; // of objects for text
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Saved> MODELS = new ArrayList<>();

  @TempDir static Path dir;

  /** A model of some class, saved. */
  private record Saved(Class<?> type, Path path, boolean summed) {
    List<String> files() throws IOException {
      try (Stream<Path> all = Files.walk(path)) {
        return all.filter(Files::isRegularFile)
            .map(f -> path.relativize(f).toString())
            .filter(f -> !f.endsWith("_SUCCESS") && !f.equals("report.html")) // not loaded
            .sorted()
            .toList();
      }
    }

    /** Whether a change of this file must be found. */
    boolean summed(String file) {
      return summed && !file.equals(METADATA) && !file.equals("metrics.json");
    }
  }

  private static synchronized List<Saved> models() throws IOException {
    if (MODELS.isEmpty()) {
      save(tagger(1).setCell("lstm").setBidirectional(true).fit(ToyData.tokens(16, 1)));
      save(tagger(1).setCell("gru").setLearnedInitialState(true).fit(ToyData.vectors(16, 1)));
      save(
          new SequenceClassifier()
              .setInputCol("text")
              .setLabelCol("class")
              .setHiddenSize(4)
              .setMaxEpochs(1)
              .fit(BaselineTest.data(1)));
      save(
          new SequenceRegressor()
              .setInputCol("frames")
              .setLabelCol("number")
              .setHiddenSize(4)
              .setMaxEpochs(1)
              .fit(BaselineTest.data(1)));
      save(
          new LanguageModel()
              .setInputCol("text")
              .setHiddenSize(4)
              .setMaxEpochs(1)
              .fit(BaselineTest.data(1)));
      save(
          new SequenceTranscriber()
              .setHiddenSize(4)
              .setMaxEpochs(1)
              .setUpsample(2)
              .setBeamWidth(2)
              .setNgramOrder(2)
              .fit(ToyData.tokens(16, 1)));
      for (BaselineTest.Case c : BaselineTest.cases()) {
        save(c.fit(BaselineTest.data(1)));
      }
    }
    return MODELS;
  }

  private static void save(MLWritable model) throws IOException {
    if (model instanceof RnnModel<?, ?> network) {
      network.setMetrics("{\"accuracy\":0.5}");
    }
    Path path = dir.resolve("model" + MODELS.size());
    for (boolean summed : new boolean[] {true, false}) {
      Path copy = Path.of(path + (summed ? "" : "-without-checksums"));
      model.write().save(copy.toString());
      try (Stream<Path> files = Files.walk(copy)) { // of Hadoop, which would find all damage
        for (Path file : files.filter(f -> f.toString().endsWith(".crc")).toList()) {
          Files.delete(file);
        }
      }
      if (!summed) { // like models of earlier versions
        ObjectNode json = (ObjectNode) JSON.readTree(copy.resolve(METADATA).toFile());
        json.remove(ModelDirectory.SHA256);
        Files.writeString(copy.resolve(METADATA), json.toString());
      }
      MODELS.add(new Saved(model.getClass(), copy, summed));
    }
  }

  /** Loads a model with one file's content replaced, and puts the content back. */
  private static boolean loads(Saved saved, String file, byte[] content, String damage)
      throws IOException {
    Path path = saved.path.resolve(file);
    byte[] whole = Files.readAllBytes(path);
    Files.write(path, content);
    try {
      return loads(saved, damage);
    } finally {
      Files.write(path, whole);
    }
  }

  private static boolean loads(Saved saved, String damage) throws IOException {
    String what = saved.path.getFileName() + " " + saved.type.getSimpleName() + ": " + damage;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean loaded;
    try {
      saved.type.getMethod("load", String.class).invoke(null, saved.path.toString());
      loaded = true;
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof InvalidInputException refused)) {
        throw new AssertionError(what, e.getCause());
      }
      assertFalse(refused.getMessage().isBlank(), what);
      loaded = false;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(what, e);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    long size = 0;
    for (String file : saved.files()) {
      size += Files.size(saved.path.resolve(file));
    }
    assertTrue(
        allocated < OVERHEAD + BYTES_PER_BYTE * size,
        what + ": " + allocated + " bytes were allocated for " + size);
    return loaded;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void flippedBytesLoadOrAreRefused(long seed) throws IOException {
    Random random = new Random(seed);
    int cases = 0;
    for (Saved saved : models()) {
      for (String file : saved.files()) {
        byte[] whole = Files.readAllBytes(saved.path.resolve(file));
        for (int i = 0; i < FLIPS / 2 && whole.length > 0; i++, cases++) {
          byte[] flipped = whole.clone();
          int at = random.nextInt(whole.length);
          flipped[at] ^= (byte) (1 + random.nextInt(255));
          String damage = "%s: byte %d is %d".formatted(file, at, flipped[at]);
          boolean loaded = loads(saved, file, flipped, damage);
          assertFalse(loaded && saved.summed(file), damage);
        }
      }
    }
    assertTrue(cases >= 500, cases + " cases");
  }

  @Test
  void truncatedFilesLoadOrAreRefused() throws IOException {
    for (Saved saved : models()) {
      for (String file : saved.files()) {
        byte[] whole = Files.readAllBytes(saved.path.resolve(file));
        for (int part = 0; part < PARTS; part++) {
          int length = whole.length * part / PARTS;
          String damage = file + " cut at " + part + "/" + PARTS;
          boolean loaded = loads(saved, file, Arrays.copyOf(whole, length), damage);
          assertFalse(loaded && length < whole.length && saved.summed(file), damage);
        }
      }
    }
  }

  /** Sizes in the metadata must agree with the files. */
  @Test
  void hugeNumbersInTheMetadataLoadOrAreRefused() throws IOException {
    for (Saved saved : models()) {
      ObjectNode original = (ObjectNode) JSON.readTree(saved.path.resolve(METADATA).toFile());
      for (String at : List.of("", "/paramMap", "/defaultParamMap")) {
        List<String> names = new ArrayList<>();
        original.at(at).fieldNames().forEachRemaining(names::add);
        for (String name : names) {
          JsonNode changed = original.deepCopy();
          ObjectNode object = (ObjectNode) changed.at(at);
          if (object.get(name).isInt()) {
            object.put(name, 2_000_000_000);
            byte[] content = changed.toString().getBytes(StandardCharsets.UTF_8);
            loads(saved, METADATA, content, at + "/" + name);
          }
        }
      }
    }
  }

  @Test
  void wholeModelsLoad() throws IOException {
    for (Saved saved : models()) {
      assertTrue(loads(saved, "nothing"), saved.toString());
    }
  }
}
