package org.sparkrnn.predict.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.sparkrnn.data.InvalidInputException;

/**
 * The SHA-256 of the files of a saved model, which its metadata lists by file name; a file that is
 * not listed is not checked.
 */
public final class Checksums {
  /** The field of the metadata. */
  public static final String FIELD = "sha256";

  private final Map<String, String> known = new TreeMap<>();

  /** The checksums in the metadata of a model; empty if it has none. */
  public static Checksums of(JsonNode metadata) {
    Checksums checksums = new Checksums();
    metadata
        .path(FIELD)
        .fields()
        .forEachRemaining(field -> checksums.known.put(field.getKey(), field.getValue().asText()));
    return checksums;
  }

  /**
   * Checks a file that was read to its end.
   *
   * @param name its name within the directory
   * @param file the file's path, for messages
   * @throws InvalidInputException if the file differs from the one that was saved
   */
  public void require(String name, String file, MessageDigest read) {
    String found = HexFormat.of().formatHex(read.digest());
    if (!known.getOrDefault(name, found).equals(found)) {
      throw new InvalidInputException(
          "%s is damaged: its SHA-256 is %s, but the metadata says %s; copy the model again, or, if the file was changed on purpose, remove %s from the metadata"
              .formatted(file, found, known.get(name), FIELD));
    }
  }
}
