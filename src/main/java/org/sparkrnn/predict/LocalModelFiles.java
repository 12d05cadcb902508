package org.sparkrnn.predict;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.sparkrnn.data.InvalidInputException;

/** A model directory on this machine, read without Hadoop. */
final class LocalModelFiles implements ModelFiles {
  private final Path directory;

  LocalModelFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public <T> T read(String name, Parser<T> parser) {
    Path file = directory.resolve(name);
    try (InputStream in = Files.newInputStream(file)) {
      return parser.parse(in, Files.size(file));
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          "%s is not a complete model directory: it has no %s".formatted(directory, name), e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file + " is damaged: not UTF-8", e);
    } catch (IOException e) {
      throw new InvalidInputException(
          "cannot read %s of model %s: %s".formatted(name, directory, e.getMessage()), e);
    }
  }

  @Override
  public String path() {
    return directory.toString();
  }
}
