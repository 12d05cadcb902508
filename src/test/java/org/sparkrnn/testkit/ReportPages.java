package org.sparkrnn.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps pages of reports for {@code look_at_reports.py}, which opens them in a browser. */
public final class ReportPages {
  private static final Path DIRECTORY = Path.of("target", "report-pages");

  private ReportPages() {}

  /** Parses a page and keeps it under a name. */
  public static ReportDocument keep(String name, String html) {
    try {
      Files.createDirectories(DIRECTORY);
      Files.writeString(DIRECTORY.resolve(name + ".html"), html);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ReportDocument.of(html);
  }
}
