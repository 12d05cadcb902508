import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the wheel of the Python package, with the jar in it. A wheel is a zip file with a list of
 * its files and their digests (PEP 427), so that building it needs no Python.
 *
 * <pre>java src/main/python/BuildWheel.java VERSION SOURCES JAR LICENSE TARGET</pre>
 */
public final class BuildWheel {
  private static final String NAME = "sparkrnn";

  // The same files give the same wheel, whenever it is built.
  private static final LocalDateTime TIME = LocalDateTime.of(2020, 1, 1, 0, 0);

  private BuildWheel() {}

  /** Builds it. */
  public static void main(String[] args) throws IOException {
    if (args.length != 5) {
      throw new IllegalArgumentException(
          "%d arguments; expected VERSION SOURCES JAR LICENSE TARGET".formatted(args.length));
    }
    String version = args[0].replace("-SNAPSHOT", ".dev0"); // as PEP 440 writes it
    Path sources = Path.of(args[1]);
    Map<String, byte[]> files = new TreeMap<>();
    for (String folder : List.of(NAME, "org")) {
      try (Stream<Path> all = Files.walk(sources.resolve(folder))) {
        for (Path file : all.filter(path -> path.toString().endsWith(".py")).toList()) {
          files.put(
              sources.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
      }
    }
    files.put(NAME + "/py.typed", new byte[0]);
    files.put(NAME + "/jars/spark-rnn.jar", Files.readAllBytes(Path.of(args[2])));
    String info = "%s-%s.dist-info/".formatted(NAME, version);
    files.put(info + "licenses/LICENSE", Files.readAllBytes(Path.of(args[3])));
    files.put(info + "METADATA", bytes(metadata(version)));
    files.put(
        info + "WHEEL",
        bytes("Wheel-Version: 1.0\nGenerator: spark-rnn\nRoot-Is-Purelib: true\nTag: py3-none-any\n"));
    StringBuilder record = new StringBuilder();
    files.forEach(
        (name, content) ->
            record.append("%s,sha256=%s,%d\n".formatted(name, digest(content), content.length)));
    record.append(info).append("RECORD,,\n");
    Path target = Path.of(args[4]).resolve("%s-%s-py3-none-any.whl".formatted(NAME, version));
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (OutputStream out = Files.newOutputStream(part);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        add(zip, file.getKey(), file.getValue());
      }
      add(zip, info + "RECORD", bytes(record.toString()));
    }
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String metadata(String version) {
    return """
        Metadata-Version: 2.4
        Name: %s
        Version: %s
        Summary: Recurrent neural networks for sequence data in Apache Spark
        License-Expression: Apache-2.0
        License-File: LICENSE
        Requires-Python: >=3.9
        Requires-Dist: pyspark[ml]>=4.1,<4.2
        """
        .formatted(NAME, version);
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
