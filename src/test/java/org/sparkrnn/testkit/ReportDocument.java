package org.sparkrnn.testkit;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An HTML page that must be well-formed XML without scripts and without anything to load. */
public final class ReportDocument {
  private final Document document;

  private ReportDocument(Document document) {
    this.document = document;
  }

  /**
   * Parses a page; fails if it is not well-formed, or has a script, a handler or an external link.
   */
  public static ReportDocument of(String html) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      DocumentBuilder builder = factory.newDocumentBuilder();
      Document document =
          builder.parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
      ReportDocument page = new ReportDocument(document);
      page.elements("*").forEach(ReportDocument::requireInert);
      return page;
    } catch (Exception e) {
      throw new AssertionError("not well-formed: " + e.getMessage(), e);
    }
  }

  private static void requireInert(Element element) {
    String tag = element.getTagName().toLowerCase(Locale.ROOT);
    if (List.of("script", "iframe", "img", "link", "object", "b").contains(tag)) {
      throw new AssertionError("there is an element " + tag);
    }
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Attr attribute = (Attr) element.getAttributes().item(i);
      String name = attribute.getName().toLowerCase(Locale.ROOT);
      boolean out =
          (name.equals("href") || name.equals("src")) && !attribute.getValue().startsWith("#");
      if (name.startsWith("on") || out) {
        throw new AssertionError("there is an attribute " + attribute);
      }
    }
  }

  /** All elements of a name, or all elements for an asterisk. */
  public List<Element> elements(String name) {
    List<Element> elements = new ArrayList<>();
    var found = document.getElementsByTagName(name);
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  /** The headings of sections. */
  public List<String> headings() {
    return elements("h2").stream().map(Node::getTextContent).toList();
  }

  /** The visible text, without the hidden data. */
  public String text() {
    return elements("header").get(0).getTextContent() + elements("main").get(0).getTextContent();
  }

  /** The drawings, each of which must have a description. */
  public List<Element> charts() {
    List<Element> charts =
        elements("svg").stream().filter(svg -> svg.getAttribute("role").equals("img")).toList();
    for (Element chart : charts) {
      boolean named =
          !chart.getAttribute("aria-label").isBlank()
              || chart.getElementsByTagName("title").getLength() > 0;
      if (!named) {
        throw new AssertionError("a drawing has no text");
      }
    }
    return charts;
  }
}
