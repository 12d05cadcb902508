package org.sparkrnn.ml.save;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkrnn.data.Digests;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.io.AtomicOutput;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.file.Checksums;
import org.sparkrnn.predict.file.ModelFiles;
import org.sparkrnn.predict.file.NetworkFiles;
import org.sparkrnn.predict.file.TorchWeights;

/**
 * The files of a saved model, on any Hadoop file system. They are only data: reading them runs no
 * code.
 *
 * <pre>
 * metadata/part-00000 the Params as Spark ML writes them, formatVersion, and sha256: an object of
 *                         the checksums of the files above metrics.json
 *   network.json          the modules of the network and what encodes its inputs: NetworkFiles
 *   tokens.txt            input vocabulary, one entry per line (of inputs with tokens)
 *   labels.txt            labels, one per line (unless targets are numbers)
 *   standardization.txt   means and scales of inputs and real targets (if they are standardized)
 *   ngram.txt             the n-gram model of a transcriber (if it has one)
 *   model.safetensors     float32, under PyTorch's names
 * audio.json the Params for frames of sound (of a model that a job trained on WAV files)
 *   metrics.json          the metrics of training, if measured
 *   report.html           the report; it is not read with the model
 * </pre>
 *
 * <p>Format version 1 had no network.json, but inputWidth, joinedTokens, targetWidth and
 * standardized in the metadata; its weights were in weights.safetensors.
 */
public final class ModelDirectory implements ModelFiles {
  /** The format version that this version writes. */
  public static final int FORMAT_VERSION = NetworkFiles.FORMAT_VERSION;

  /** In the metadata of version 1: features per step, 0 for tokens only. */
  public static final String INPUT_WIDTH = "inputWidth";

  /** In the metadata of version 1: set if there are features in addition to tokens. */
  public static final String JOINED_TOKENS = "joinedTokens";

  /** In the metadata of version 1: numbers per target. */
  public static final String TARGET_WIDTH = "targetWidth";

  /** In the metadata of version 1: set if inputs or targets are standardized. */
  public static final String STANDARDIZED = "standardized";

  /** In the metadata: the files' checksums. Models without checksums are readable. */
  public static final String SHA256 = Checksums.FIELD;

  private static final String WEIGHTS_OF_VERSION_1 = "weights.safetensors";

  /** The file of {@code AudioFeatures}, for models of sound. */
  public static final String AUDIO = "audio.json";

  private static final String METRICS = "metrics.json";
  private static final String REPORT = "report.html";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private final FileSystem fs;
  private final Map<String, String> sha256 = new TreeMap<>(); // of written files, by name
  private Checksums checksums = Checksums.of(MissingNode.getInstance()); // of files to read

  /**
   * @throws InvalidInputException if the file system of the path cannot be reached
   */
  public ModelDirectory(Configuration conf, String path) {
    try {
      Path given = new Path(path);
      fs = given.getFileSystem(conf);
      this.path = fs.makeQualified(given);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException("cannot reach model directory %s: %s".formatted(path, e), e);
    }
  }

  /**
   * Writes the metadata, after all files but metrics.json, whose checksums are in it.
   *
   * @param metadata one JSON object, made by DefaultParamsWriter
   */
  public void writeMetadata(String metadata) throws IOException {
    ObjectNode json = (ObjectNode) JSON.readTree(metadata);
    json.put("formatVersion", FORMAT_VERSION);
    ObjectNode checksums = json.putObject(SHA256);
    sha256.forEach(checksums::put);
    writeText("metadata/part-00000", json + "\n");
    writeText("metadata/_SUCCESS", "");
  }

  /**
   * Reads the metadata as one JSON object; its checksums apply to all files that are read
   * afterwards.
   *
   * @throws InvalidInputException if this is not a model directory or has a newer version
   */
  public JsonNode readMetadata() {
    String text = readText("metadata/part-00000");
    try {
      JsonNode json = JSON.readTree(text);
      JsonNode version = json.path("formatVersion");
      if (!version.isInt() || version.intValue() < 1) {
        throw new InvalidInputException(
            "%s was not written by spark-rnn: its metadata has no formatVersion".formatted(path));
      }
      if (version.intValue() > FORMAT_VERSION) {
        throw new InvalidInputException(
            "model %s has format version %d, but this version of spark-rnn reads only versions up to %d; use a newer spark-rnn"
                .formatted(path, version.intValue(), FORMAT_VERSION));
      }
      checksums = Checksums.of(json);
      if (json instanceof ObjectNode object && object.has("class")) {
        object.put("class", FormerNames.now(object.get("class").asText(), path.toString()));
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "metadata of model %s is not JSON: %s".formatted(path, e.getOriginalMessage()), e);
    }
  }

  /** Creates a file of this name. */
  public OutputStream create(String name) throws IOException {
    return fs.create(new Path(path, name));
  }

  /** Writes one entry per line. */
  public void writeVocabulary(String name, Vocabulary vocabulary) throws IOException {
    try (Writer out = text(summed(name))) {
      vocabulary.write(out);
    }
  }

  /**
   * Writes network.json and the weights.
   *
   * @param w all parameters, in the layout of the network
   */
  public void writeNetwork(NetworkSpec spec, float[] w, SequenceEncoder encoder)
      throws IOException {
    try (Writer out = text(summed(NetworkFiles.FILE))) {
      out.write(NetworkFiles.json(spec, encoder));
    }
    try (OutputStream out = summed(NetworkFiles.WEIGHTS)) {
      TorchWeights.write(spec, w, out);
    }
  }

  /** Reads the weights of version 1. */
  public float[] readWeights(NetworkSpec spec) {
    String name = new Path(path, WEIGHTS_OF_VERSION_1).toString();
    return read(WEIGHTS_OF_VERSION_1, (in, length) -> TorchWeights.read(spec, in, length, name));
  }

  /** Writes metrics.json, one JSON object. */
  public void writeMetrics(String json) throws IOException {
    writeText(METRICS, json + "\n");
  }

  /** Replaces metrics.json, which has no checksum, completely or not at all. */
  public void replaceMetrics(String json) throws IOException {
    replace(METRICS, json + "\n");
  }

  /** Writes report.html. */
  public void writeReport(String html) throws IOException {
    writeText(REPORT, html);
  }

  /** Replaces report.html, which has no checksum, completely or not at all. */
  public void replaceReport(String html) throws IOException {
    replace(REPORT, html);
  }

  private void replace(String name, String content) throws IOException {
    AtomicOutput.write(
        fs.getConf(),
        new Path(path, name).toString(),
        true,
        temporary -> {
          try (Writer out = text(fs.create(new Path(temporary)))) {
            out.write(content);
          }
        });
  }

  /** The content of metrics.json, or null if there is none. */
  public String readMetrics() {
    String json = readIfThere(METRICS);
    return json == null ? null : json.strip();
  }

  /** The content of report.html, or null if there is none. */
  public String readReport() {
    return readIfThere(REPORT);
  }

  private String readIfThere(String name) {
    try {
      return fs.exists(new Path(path, name)) ? readText(name) : null;
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /** The content of audio.json, or null if there is none. */
  public String readAudio() {
    try {
      return fs.exists(new Path(path, AUDIO)) ? String.join("", readLines(AUDIO)) : null;
    } catch (IOException e) {
      throw unreadable(AUDIO, e);
    }
  }

  /** Writes a text file line by line. */
  public void writeLines(String name, Iterable<String> lines) throws IOException {
    try (Writer out = text(summed(name))) {
      for (String line : lines) {
        out.write(line);
        out.write('\n');
      }
    }
  }

  /** The lines of a text file. */
  public List<String> readLines(String name) {
    return read(
        name,
        (in, length) -> {
          List<String> lines = new ArrayList<>();
          BufferedReader text = text(in);
          for (String line = text.readLine(); line != null; line = text.readLine()) {
            lines.add(line);
          }
          return lines;
        });
  }

  /**
   * Reads a file and compares its checksum, if there is one; errors in the content are reported
   * first.
   */
  @Override
  public <T> T read(String name, Parser<T> parser) {
    Path file = new Path(path, name);
    MessageDigest digest = Digests.sha256();
    try (FSDataInputStream in = fs.open(file)) {
      T content = parser.parse(new DigestInputStream(in, digest), fs.getFileStatus(file).getLen());
      checksums.require(name, file.toString(), digest);
      return content;
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file + " is damaged: it is not UTF-8", e);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static BufferedReader text(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
  }

  /** Creates a file whose checksum is recorded when it is closed. */
  private OutputStream summed(String name) throws IOException {
    MessageDigest digest = Digests.sha256();
    return new DigestOutputStream(fs.create(new Path(path, name)), digest) {
      @Override
      public void close() throws IOException {
        super.close();
        sha256.putIfAbsent(name, HexFormat.of().formatHex(digest.digest()));
      }
    };
  }

  @Override
  public String path() {
    return path.toString();
  }

  private void writeText(String name, String text) throws IOException {
    try (Writer out = text(fs.create(new Path(path, name)))) {
      out.write(text);
    }
  }

  private String readText(String name) {
    try (FSDataInputStream in = fs.open(new Path(path, name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  private static Writer text(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  private InvalidInputException unreadable(String name, IOException e) {
    return new InvalidInputException(
        e instanceof FileNotFoundException
            ? "%s is not a complete model directory: it has no %s".formatted(path, name)
            : "cannot read %s of model %s: %s".formatted(name, path, e.getMessage()),
        e);
  }
}
