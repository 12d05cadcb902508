package org.sparkrnn.predict.file;

import java.io.IOException;
import java.io.InputStream;
import org.sparkrnn.data.InvalidInputException;

/** The files of a saved model, on any kind of storage. */
public interface ModelFiles {
  /** Parses a file, which it must read to the end. */
  @FunctionalInterface
  interface Parser<T> {
    /**
     * @param length the length of the file in bytes
     */
    T parse(InputStream in, long length) throws IOException;
  }

  /**
   * Reads a file.
   *
   * @param name its name within the directory
   * @throws InvalidInputException if the file does not exist, cannot be read, is damaged, or cannot
   *     be parsed
   */
  <T> T read(String name, Parser<T> parser);

  /** The directory, for messages. */
  String path();
}
