package org.sparkrnn.io;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.sparkrnn.data.InvalidInputException;

/**
 * Columns whose values are in the names of folders, as in Hive and Spark: {@code
 * label=yes/part-0.csv}. A column that is read must be in the folders of all files or in the files.
 */
final class FolderColumns {
  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  private FolderColumns() {}

  /** The values in the folders of a file by column, the uppermost folder first. */
  static Map<String, String> of(Path file) {
    List<String> folders = new ArrayList<>();
    for (Path folder = file.getParent();
        folder != null && folder.getName().indexOf('=') > 0;
        folder = folder.getParent()) {
      folders.add(0, folder.getName());
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String folder : folders) {
      int equals = folder.indexOf('=');
      String value = unescaped(folder.substring(equals + 1));
      values.put(unescaped(folder.substring(0, equals)), value.equals(NULL) ? null : value);
    }
    return values;
  }

  /** The folder above all folders with values. */
  static Path base(Path file) {
    Path base = file.getParent();
    while (base.getName().indexOf('=') > 0) {
      base = base.getParent();
    }
    return base;
  }

  /**
   * Decodes characters such as %3A, which Spark writes for those that file systems do not allow.
   */
  private static String unescaped(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); ) {
      boolean escape =
          text.charAt(i) == '%'
              && i + 3 <= text.length()
              && text.substring(i + 1, i + 3).matches("[0-9A-Fa-f]{2}");
      int end = escape ? i + 3 : text.offsetByCodePoints(i, 1);
      if (escape) {
        out.write(Integer.parseInt(text, i + 1, end, 16));
      } else {
        out.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
      }
      i = end;
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /**
   * Those of the columns to read whose values are in the folders of all files.
   *
   * @throws InvalidInputException if a column is in the folders of only some files
   */
  static List<String> used(List<FileStatus> files, Set<String> read) {
    Map<String, Path> given = new LinkedHashMap<>(); // by column, the first file
    for (FileStatus file : files) {
      of(file.getPath()).keySet().forEach(name -> given.putIfAbsent(name, file.getPath()));
    }
    given.keySet().retainAll(read);
    for (FileStatus file : files) {
      for (Map.Entry<String, Path> column : given.entrySet()) {
        if (!of(file.getPath()).containsKey(column.getKey())) {
          throw new InvalidInputException(
              "%s has the column %s in the name of a folder, but %s does not; put all files into folders %2$s=..., or none"
                  .formatted(column.getValue(), column.getKey(), file.getPath()));
        }
      }
    }
    return List.copyOf(given.keySet());
  }

  /**
   * Checks that no column is both in a file and in its folders.
   *
   * @param columns of a file
   */
  static void requireElsewhere(Path file, List<String> folders, List<String> columns) {
    for (String name : folders) {
      if (columns.contains(name)) {
        throw new InvalidInputException(
            "the column %s is in %s and in the name of its folder (%s=%s); rename one of them"
                .formatted(name, file, name, of(file).get(name)));
      }
    }
  }
}
