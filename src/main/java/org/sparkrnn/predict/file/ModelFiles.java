package org.sparkrnn.predict.file;

import java.io.IOException;
import java.io.InputStream;
import org.sparkrnn.data.InvalidInputException;

/** The files of a saved model, wherever they lie. */
public interface ModelFiles {
  /** Makes something of a file, which it reads to its end. */
  @FunctionalInterface
  interface Parser<T> {
    /**
     * @param length of the file, in bytes
     */
    T parse(InputStream in, long length) throws IOException;
  }

  /**
   * Reads a file.
   *
   * @param name within the directory
   * @throws InvalidInputException if it is not there, cannot be read, is damaged, or is none of
   *     what the parser reads
   */
  <T> T read(String name, Parser<T> parser);

  /** The directory, for messages. */
  String path();
}
