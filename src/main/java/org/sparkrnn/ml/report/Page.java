package org.sparkrnn.ml.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The common parts of all pages: the head, the table of contents and the sections. */
final class Page {
  /** The content of a section. */
  @FunctionalInterface
  interface Body {
    void add(Html html);
  }

  // With this policy the browser refuses to load or run anything.
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private final String title;
  private final Map<String, Body> sections = new LinkedHashMap<>();

  Page(String title) {
    this.title = title;
  }

  /** Adds a section if {@code there} is true. */
  Page section(boolean there, String heading, Body body) {
    if (there) {
      sections.put(heading, body);
    }
    return this;
  }

  /**
   * The whole page.
   *
   * @param head the part above the table of contents
   * @param end the part below all sections
   */
  String html(Body head, Body end) {
    Html html = new Html();
    html.open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", title).style(css()).close();
    html.open("body").open("header").open("h1");
    for (String part : title.split("(?<=/)")) { // a path may wrap after a slash
      html.text(part).empty("wbr");
    }
    html.close();
    head.add(html);
    html.open("nav", "aria-label", "Contents");
    sections.keySet().forEach(name -> html.element("a", name, "href", "#" + id(name)));
    html.close().close().open("main");
    sections.forEach(
        (name, body) -> {
          html.open("section", "id", id(name), "aria-label", name).element("h2", name);
          body.add(html);
          html.close();
        });
    html.close();
    end.add(html);
    return html.close().close().toString();
  }

  private static String id(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
  }

  private static String css() {
    try (InputStream in = Page.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
