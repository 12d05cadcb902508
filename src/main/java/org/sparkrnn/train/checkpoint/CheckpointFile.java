package org.sparkrnn.train.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.sparkrnn.data.Digests;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Safetensors;

/**
 * A checkpoint as a safetensors file: its arrays are the tensors, its values the metadata. The
 * metadata's first value is the SHA-256 of the file with zeros in its place, so that any flipped
 * bit and any missing byte is found; it is compared before any of the file is interpreted.
 */
public final class CheckpointFile {
  /** The format that a file states; other formats are refused. */
  public static final String FORMAT = "spark-rnn checkpoint 1";

  private static final String SHA256 = "sha256";
  private static final String FORMAT_KEY = "format";
  private static final String ZEROS = "0".repeat(64);
  // The writer puts metadata first, in order, so this is the place of the SHA-256.
  private static final byte[] BEFORE_HASH =
      "{\"__metadata__\":{\"sha256\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final int HASH_FROM = Long.BYTES + BEFORE_HASH.length;
  private static final int HASH_TO = HASH_FROM + ZEROS.length();

  /** Opens the file, again at each call. */
  @FunctionalInterface
  public interface Source {
    /** The file from its first byte on; the caller closes it. */
    InputStream open() throws IOException;
  }

  private CheckpointFile() {}

  /** Writes the file; the stream is neither flushed nor closed. */
  public static void write(Checkpoint checkpoint, OutputStream out) throws IOException {
    Safetensors.Writer writer =
        new Safetensors.Writer().metadata(SHA256, ZEROS).metadata(FORMAT_KEY, FORMAT);
    checkpoint.values().forEach(writer::metadata);
    checkpoint.arrays().forEach((name, array) -> writer.add(name, new int[] {array.length}, array));
    MessageDigest digest = Digests.sha256();
    writer.write(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    writer.metadata(SHA256, HexFormat.of().formatHex(digest.digest())).write(out);
  }

  /**
   * Reads a file if it is complete.
   *
   * @param length of the file in bytes
   * @param name of the file, for messages
   * @throws InvalidInputException if it is damaged or has another format
   */
  public static Checkpoint read(Source source, long length, String name) throws IOException {
    requireWhole(source, length, name);
    Safetensors file;
    try (InputStream in = source.open()) {
      file = Safetensors.read(in, length, name);
    }
    String format = file.metadata().get(FORMAT_KEY);
    if (!FORMAT.equals(format)) {
      throw new InvalidInputException(
          "%s has the format \"%s\"; this version of spark-rnn reads \"%s\""
              .formatted(name, format, FORMAT));
    }
    Checkpoint checkpoint = new Checkpoint();
    for (Map.Entry<String, String> entry : file.metadata().entrySet()) {
      if (!entry.getKey().equals(SHA256) && !entry.getKey().equals(FORMAT_KEY)) {
        checkpoint.put(entry.getKey(), entry.getValue());
      }
    }
    file.names().forEach(tensor -> checkpoint.put(tensor, file.get(tensor).floats()));
    return checkpoint;
  }

  private static void requireWhole(Source source, long length, String name) throws IOException {
    MessageDigest digest = Digests.sha256();
    byte[] chunk = new byte[1 << 16];
    String stored;
    long read = HASH_TO;
    try (InputStream in = source.open()) {
      byte[] start = in.readNBytes(HASH_TO);
      if (start.length < HASH_TO || length < HASH_TO) {
        throw damaged(name, "it has fewer than " + HASH_TO + " bytes");
      }
      stored = new String(start, HASH_FROM, ZEROS.length(), StandardCharsets.ISO_8859_1);
      System.arraycopy(
          ZEROS.getBytes(StandardCharsets.US_ASCII), 0, start, HASH_FROM, ZEROS.length());
      digest.update(start);
      for (int n; (n = in.read(chunk)) > 0; read += n) {
        digest.update(chunk, 0, n);
      }
    }
    if (read != length) {
      throw damaged(name, "it has %d bytes instead of %d".formatted(read, length));
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(stored)) {
      throw damaged(name, "its SHA-256 differs from the one it was written with");
    }
  }

  private static InvalidInputException damaged(String name, String problem) {
    return new InvalidInputException(name + " is not a complete checkpoint: " + problem);
  }
}
