package org.sparkrnn.predict.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.sparkrnn.data.Digests;
import org.sparkrnn.data.InvalidInputException;

/** A model directory on this machine, read without Hadoop. */
public final class LocalModelFiles implements ModelFiles {
  private static final String METADATA = "metadata/part-00000";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private Checksums checksums; // set when the first file is read

  /** Creates an instance for a directory, which is not accessed yet. */
  public LocalModelFiles(Path directory) {
    this.directory = directory;
  }

  @Override
  public <T> T read(String name, Parser<T> parser) {
    Path file = directory.resolve(name);
    MessageDigest digest = Digests.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      T content = parser.parse(new DigestInputStream(in, digest), Files.size(file));
      checksums().require(name, file.toString(), digest);
      return content;
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          "%s is not a complete model directory: it has no %s".formatted(directory, name), e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(file + " is damaged: it is not UTF-8", e);
    } catch (IOException e) {
      throw new InvalidInputException(
          "cannot read %s of model %s: %s".formatted(name, directory, e.getMessage()), e);
    }
  }

  /** The checksums in the metadata. A directory without metadata is not checked. */
  private Checksums checksums() throws IOException {
    if (checksums == null) {
      Path metadata = directory.resolve(METADATA);
      checksums =
          Checksums.of(
              Files.exists(metadata)
                  ? JSON.readTree(Files.readAllBytes(metadata))
                  : MissingNode.getInstance());
    }
    return checksums;
  }

  @Override
  public String path() {
    return directory.toString();
  }
}
