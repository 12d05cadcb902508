package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.sparkrnn.ml.SequenceTaggerTest.tagger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.ml.util.MLWritable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.save.ModelDirectory;
import org.sparkrnn.predict.file.EncoderFiles;
import org.sparkrnn.predict.file.NetworkFiles;
import org.sparkrnn.testkit.ToyData;

/**
 * Saved models whose files are well-formed, have no checksums and contain impossible values are
 * refused with one message, before memory is allocated for these values.
 */
class WrongNumbersTest {
  private static final String METADATA = "metadata/part-00000";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  private Path save(MLWritable model) throws IOException {
    Path path = dir.resolve(model.getClass().getSimpleName());
    model.write().overwrite().save(path.toString());
    try (Stream<Path> files = Files.walk(path)) {
      for (Path sum : files.filter(f -> f.toString().endsWith(".crc")).toList()) {
        Files.delete(sum); // Hadoop's own
      }
    }
    ObjectNode json = (ObjectNode) JSON.readTree(path.resolve(METADATA).toFile());
    json.remove(ModelDirectory.SHA256);
    Files.writeString(path.resolve(METADATA), json.toString());
    return path;
  }

  private static Object load(Class<?> type, Path path) throws Throwable {
    try {
      return type.getMethod("load", String.class).invoke(null, path.toString());
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Changes a file, loads, and puts the file back. */
  private static void assertRefused(
      Class<?> type, Path path, String file, UnaryOperator<String> change, String what)
      throws IOException {
    Path changed = path.resolve(file);
    String whole = Files.readString(changed);
    Files.writeString(changed, change.apply(whole));
    try {
      InvalidInputException refused =
          assertThrows(InvalidInputException.class, () -> load(type, path), file + ": " + what);
      assertFalse(refused.getMessage().isBlank());
    } finally {
      Files.writeString(changed, whole);
    }
  }

  /** Puts a JSON value in the place of a number. */
  private static void assertNumberRefused(
      Class<?> type, Path path, String file, String below, String name, String... wrong)
      throws IOException {
    for (String value : wrong) {
      assertRefused(
          type,
          path,
          file,
          whole -> {
            try {
              JsonNode json = JSON.readTree(whole);
              ((ObjectNode) json.at(below)).set(name, JSON.readTree(value));
              return json.toString();
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          },
          below + "/" + name + " " + value);
    }
  }

  @Test
  void sizesOfANetwork() throws Throwable {
    Path path = save(tagger(1).setCell("gru").fit(ToyData.tokens(16, 1)));
    Class<?> type = SequenceTaggerModel.class;
    String[] sizes = {"0", "-1", "9", "1.5", "2000000000", "1e300", "\"8\"", "null"};
    String network = NetworkFiles.FILE;
    assertNumberRefused(type, path, network, "/layers/0", "hiddenSize", sizes);
    assertNumberRefused(type, path, network, "/layers/0", "more", "1");
    assertNumberRefused(type, path, network, "/layers/0", "cell", "\"gro\"", "1", "\"elman\"");
    assertNumberRefused(type, path, network, "/layers/0", "module", "\"crf\"", "\"linear\"");
    assertNumberRefused(type, path, network, "/inputs/0", "size", sizes);
    assertNumberRefused(type, path, network, "/inputs/0", "vocabularySize", sizes);
    assertNumberRefused(type, path, network, "/output", "outputSize", sizes);
    assertNumberRefused(type, path, network, "", "layers", "[]", "{}", "null", "7");
    assertNumberRefused(type, path, network, "", "inputs", "[]", "null");
    assertNumberRefused(
        type, path, network, "/encoder", "features", "-1", "1", "1.5", "2000000000");
    assertNumberRefused(type, path, network, "/encoder", "targets", "-1", "1", "\"0\"");
    assertNumberRefused(type, path, network, "/encoder", "lowercase", "0", "null");
    assertNumberRefused(type, path, network, "", "formatVersion", "0", "-1", "4", "1.5", "1e12");
    String[] none = {"0", "-1", "\"8\""}; // impossible for a network
    assertNumberRefused(type, path, METADATA, "/paramMap", "hiddenSize", none);
    assertNumberRefused(type, path, METADATA, "/defaultParamMap", "batchSize", "0", "-3");
    assertNumberRefused(type, path, METADATA, "", "formatVersion", "0", "-1", "3", "1.5", "1e12");
    assertInstanceOf(type, load(type, path));
  }

  @Test
  void vocabulariesOfOtherLengths() throws Throwable {
    Path path = save(tagger(1).fit(ToyData.tokens(16, 1)));
    Class<?> type = SequenceTaggerModel.class;
    for (String file : List.of("tokens.txt", "labels.txt")) {
      assertRefused(type, path, file, text -> text + "more\n", "one more");
      assertRefused(type, path, file, text -> text.substring(text.indexOf('\n') + 1), "one less");
      assertRefused(type, path, file, text -> text.lines().findFirst().orElse(""), "one alone");
      assertRefused(type, path, file, text -> "", "none");
    }
    assertRefused(type, path, "tokens.txt", text -> text.replace("<unk>", "unk"), "no <unk>");
    Path language =
        save(
            new LanguageModel()
                .setInputCol("text")
                .setHiddenSize(4)
                .setMaxEpochs(1)
                .fit(BaselineTest.data(1)));
    UnaryOperator<String> open = text -> text.replace("</s>", "s");
    assertRefused(TrainedLanguageModel.class, language, "tokens.txt", open, "no end");
  }

  @Test
  void meansAndScales() throws Throwable {
    Path path =
        save(
            new SequenceRegressor()
                .setInputCol("frames")
                .setLabelCol("number")
                .setHiddenSize(4)
                .setMaxEpochs(1)
                .fit(BaselineTest.data(1)));
    Class<?> type = SequenceRegressorModel.class;
    for (String wrong : List.of("0.0", "-1.0", "NaN", "Infinity", "1e999", "", "one")) {
      assertRefused(
          type,
          path,
          EncoderFiles.STANDARDIZATION,
          text -> text.replaceFirst("\t[^\t\n]*\n", "\t" + wrong + "\n"),
          "scale " + wrong);
    }
    for (String wrong : List.of("NaN", "-Infinity", "mean")) {
      assertRefused(
          type,
          path,
          EncoderFiles.STANDARDIZATION,
          text -> text.replaceFirst("\t[^\t\n]*\t", "\t" + wrong + "\t"),
          "mean " + wrong);
    }
    assertRefused(
        type, path, EncoderFiles.STANDARDIZATION, text -> text + "input\t0.0\t1.0\n", "more");
    String network = NetworkFiles.FILE;
    assertNumberRefused(type, path, network, "/encoder", "features", "0", "1", "3", "-1");
    assertNumberRefused(type, path, network, "/encoder", "targets", "0", "2", "-1", "2000000000");
    assertNumberRefused(type, path, network, "/encoder", "standardized", "null");
    assertInstanceOf(type, load(type, path));
  }

  @Test
  void countsAndSeriesOfBaselines() throws Throwable {
    for (BaselineTest.Case c : BaselineTest.cases()) {
      BaselineModel<?, ?> model = c.fit(BaselineTest.data(1));
      if (model.lines().isEmpty()) {
        continue; // nothing is counted
      }
      Path path = save(model);
      for (String wrong : List.of("-1", "NaN", "Infinity", "1e999", "", "9".repeat(19))) {
        assertRefused(
            model.getClass(),
            path,
            BaselineReader.COUNTS,
            text -> text.replaceFirst("\t[^\t\n]*\n", "\t" + wrong + "\n"),
            c + " " + wrong);
      }
      if (model instanceof NearestSeriesClassifierModel) {
        for (String wrong : List.of("NaN", "Infinity", "1e999", "", "one", "1\t2")) {
          assertRefused(
              model.getClass(),
              path,
              BaselineReader.COUNTS,
              text -> text.replaceAll("\t[^\t\n]*\n$", "\t" + wrong + "\n"),
              c + " of a series " + wrong);
        }
      }
      assertEquals(
          model.lines(),
          ((BaselineModel<?, ?>) load(model.getClass(), path)).lines(),
          c.toString());
    }
  }
}
