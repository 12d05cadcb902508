package org.sparkrnn.train.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.train.checkpoint.Differences;

/**
 * The results of a search in a directory on any Hadoop file system: {@code trials.jsonl}, with one
 * line per result, and {@code search.json}, which identifies the search. Both are written
 * completely and then renamed, so that a killed search leaves its earlier lines; there are few
 * lines.
 */
public final class TrialFile {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String SEARCH = "search.json";
  private static final String TRIALS = "trials.jsonl";

  private final FileSystem fs;
  private final Configuration conf;
  private final Path directory;
  private final List<ObjectNode> lines = new ArrayList<>();

  private TrialFile(FileSystem fs, Configuration conf, Path directory) {
    this.fs = fs;
    this.conf = conf;
    this.directory = directory;
  }

  /**
   * Creates the directory, or continues the search in it.
   *
   * @param search everything that the results depend on, in readable form
   * @throws InvalidInputException if the directory cannot be used or has another search
   */
  public static TrialFile open(String path, Map<String, String> search, Configuration conf) {
    try {
      Path given = new Path(path);
      FileSystem fs = given.getFileSystem(conf);
      Path directory = fs.makeQualified(given);
      if (fs instanceof ChecksumFileSystem local) {
        fs = local.getRawFileSystem(); // files of checksums are not renamed in the same instant
      }
      if (!fs.mkdirs(directory)) {
        throw new IOException("it cannot be created");
      }
      TrialFile file = new TrialFile(fs, conf, directory);
      file.removeTemporary();
      file.requireSame(search);
      file.read();
      return file;
    } catch (InvalidInputException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(
          "the directory of trials %s cannot be used: %s; give another one with trialsDir"
              .formatted(path, reason(e)),
          e);
    }
  }

  /**
   * A value that the search in a directory depends on.
   *
   * @return empty if there is none or it cannot be read, which {@link #open} reports
   */
  public static Optional<String> known(String path, String name, Configuration conf) {
    try {
      Path directory = new Path(path);
      FileSystem fs = directory.getFileSystem(conf);
      String text = new TrialFile(fs, conf, directory).text(SEARCH);
      return text == null
          ? Optional.empty()
          : Optional.ofNullable(MAPPER.readTree(text).path(name).textValue());
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void removeTemporary() throws IOException {
    for (FileStatus file : fs.listStatus(directory)) {
      String name = file.getPath().getName();
      if (name.startsWith("." + SEARCH) || name.startsWith("." + TRIALS)) {
        fs.delete(file.getPath(), false);
      }
    }
  }

  private void requireSame(Map<String, String> search) throws IOException {
    String known = text(SEARCH);
    if (known == null) {
      write(SEARCH, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(search) + "\n");
      return;
    }
    JsonNode then = MAPPER.readTree(known);
    Map<String, String> was = new LinkedHashMap<>();
    then.fieldNames().forEachRemaining(name -> was.put(name, then.path(name).asText("unset")));
    List<String> differences = Differences.between(was, search);
    if (!differences.isEmpty()) {
      throw new InvalidInputException(
          "%s contains the trials of another search: %s; restore the earlier settings, give another trialsDir, or remove the directory"
              .formatted(directory, String.join(", ", differences)));
    }
  }

  private void read() throws IOException {
    String text = text(TRIALS);
    for (String line : text == null ? List.<String>of() : text.lines().toList()) {
      try {
        lines.add((ObjectNode) MAPPER.readTree(line));
      } catch (JsonProcessingException | ClassCastException e) {
        throw new InvalidInputException(
            "line %d of %s is not a JSON object; remove it"
                .formatted(lines.size() + 1, new Path(directory, TRIALS)),
            e);
      }
    }
  }

  /** The content of a file; null if it does not exist. */
  private String text(String name) throws IOException {
    try (InputStream in = fs.open(new Path(directory, name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  /** The results so far. */
  public List<ObjectNode> lines() {
    return List.copyOf(lines);
  }

  /**
   * Adds a result.
   *
   * @throws InvalidInputException if it cannot be written; earlier results are kept
   */
  public void add(ObjectNode line) {
    lines.add(line);
    try {
      write(
          TRIALS,
          lines.stream().map(ObjectNode::toString).collect(Collectors.joining("\n", "", "\n")));
    } catch (IOException e) {
      throw new InvalidInputException(
          "cannot write the result of a trial to %s: %s; the existing results are kept, and the same search can continue from them"
              .formatted(directory, reason(e)),
          e);
    }
  }

  private void write(String name, String text) throws IOException {
    Path path = new Path(directory, name);
    Path temporary = new Path(directory, "." + name + "." + UUID.randomUUID() + ".tmp");
    try (FSDataOutputStream out = fs.create(temporary, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
    }
    if (fs instanceof RawLocalFileSystem) {
      if (!fs.rename(temporary, path)) { // replaces the old one, as in POSIX
        throw new IOException("cannot rename " + temporary + " to " + path);
      }
    } else {
      FileContext.getFileContext(path.toUri(), conf).rename(temporary, path, Rename.OVERWRITE);
    }
  }

  private static String reason(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
