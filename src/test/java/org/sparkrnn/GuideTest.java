package org.sparkrnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In README and guide all links have targets, and the menu has all pages. */
class GuideTest {
  private static final Path GUIDE = Path.of("src/site/markdown");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(GUIDE)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  /** The anchors of a page's headings, as made by Markdown renderers. */
  private static Set<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(Files.readString(page))
        .results()
        .map(
            heading ->
                heading
                    .group(1)
                    .toLowerCase()
                    .replaceAll("[^\\p{L}\\p{N} -]", "")
                    .replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static void checkLinks(Path page, List<String> broken) throws IOException {
    Matcher link = LINK.matcher(Files.readString(page).replaceAll("(?s)```.*?```", ""));
    while (link.find()) {
      String to = link.group(1);
      if (to.matches("[a-z]+:.*")) { // an external link
        continue;
      }
      String[] parts = to.split("#", 2);
      Path file = page.toAbsolutePath().getParent().resolve(parts[0]);
      if (parts[0].isEmpty()) {
        file = page;
      } else if (parts[0].startsWith("images/")) { // in the built site
        file = Path.of("src/site/resources").resolve(parts[0]);
      }
      if (!Files.exists(file)
          || (parts.length > 1
              && file.toString().endsWith(".md")
              && !anchors(file).contains(parts[1]))) {
        broken.add(page + ": " + to);
      }
    }
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    checkLinks(Path.of("README.md"), broken);
    checkLinks(Path.of("sample-data/README.md"), broken);
    for (Path page : pages()) {
      checkLinks(page, broken);
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void readmeAndMenuNameEveryPage() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String menu = Files.readString(Path.of("src/site/site.xml"));
    Set<String> missing = new TreeSet<>();
    for (Path page : pages()) {
      String name = page.getFileName().toString();
      if (!readme.contains("(src/site/markdown/" + name) && !name.equals("index.md")) {
        missing.add("README.md: " + name);
      }
      if (!menu.contains('"' + name.replace(".md", ".html") + '"')) {
        missing.add("site.xml: " + name);
      }
    }
    assertEquals(Set.of(), missing);
    assertTrue(pages().size() > 5, "the guide's pages");
  }
}
