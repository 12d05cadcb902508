package org.sparkrnn.io;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.io.LineGrammar.MalformedLineException;

/** Takes the lines of a .ts file's header one by one; keywords may be written in any case. */
final class TsKeywords {
  private static final Logger LOG = LoggerFactory.getLogger(TsKeywords.class);

  private final String file;
  private final Set<String> seen = new HashSet<>();
  private boolean timeStamps;
  private Boolean univariate; // null if not given
  private boolean equalLength;
  private int dimensions;
  private int length;
  private Boolean classLabel;
  private Boolean targetLabel;
  private final List<String> classes = new ArrayList<>();

  TsKeywords(String file) {
    this.file = file;
  }

  /**
   * Takes a line that is not {@code @data}.
   *
   * @param line without blanks around it
   */
  void add(String line) throws MalformedLineException {
    if (TsSeries.isComment(line)) {
      return;
    }
    if (!line.startsWith("@")) {
      throw new MalformedLineException(
          "expected a line of the header before @data, such as @classLabel true a b, or a comment after #; if the file has another format, give format=");
    }
    String[] words = line.split("\\s+");
    String keyword = words[0].substring(1).toLowerCase(Locale.ROOT);
    if (!seen.add(keyword)) {
      throw new MalformedLineException(words[0] + " occurs twice; remove one of the two");
    }
    switch (keyword) {
      case "problemname" -> {} // not used
      case "timestamps" -> timeStamps = flag(words);
      case "missing" -> flag(words); // values are checked in any case
      case "univariate" -> univariate = flag(words);
      case "equallength" -> equalLength = flag(words);
      case "dimension", "dimensions" -> dimensions = whole(words);
      case "serieslength" -> length = whole(words);
      case "targetlabel" -> targetLabel = flag(words);
      case "classlabel" -> {
        classLabel = flag(words[0], words.length > 1 ? words[1] : "");
        classes.addAll(List.of(words).subList(2, words.length));
      }
      case "data" ->
          throw new MalformedLineException(
              "expected @data alone; the series begin on the next line");
      case "relation", "attribute", "frequency", "horizon" ->
          throw new MalformedLineException(
              words[0]
                  + " belongs to the formats ARFF and .tsf, which are not supported; convert the file to .ts or JSON");
      default ->
          LOG.info("{}: {} is not a known keyword of .ts files, and is ignored", file, words[0]);
    }
  }

  private static boolean flag(String[] words) throws MalformedLineException {
    return flag(words[0], String.join(" ", List.of(words).subList(1, words.length)));
  }

  private static boolean flag(String keyword, String value) throws MalformedLineException {
    if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      throw new MalformedLineException("expected %s true or %1$s false".formatted(keyword));
    }
    return Boolean.parseBoolean(value);
  }

  private static int whole(String[] words) throws MalformedLineException {
    if (words.length != 2 || !words[1].matches("[0-9]{1,9}")) {
      throw new MalformedLineException("expected %s and a whole number".formatted(words[0]));
    }
    return Integer.parseInt(words[1]);
  }

  /**
   * Makes the header from all lines.
   *
   * @param data the beginning of the data
   * @throws InvalidInputException if lines contradict each other or do not mention labels
   */
  TsHeader header(long data) {
    if (Boolean.TRUE.equals(univariate) && dimensions > 1) {
      throw new InvalidInputException(
          "%s: the header says @univariate true and %d dimensions; correct one of the two"
              .formatted(file, dimensions));
    }
    boolean classed = Boolean.TRUE.equals(classLabel);
    boolean targeted = Boolean.TRUE.equals(targetLabel);
    if (classed && targeted) {
      throw new InvalidInputException(
          "%s: the header says @classLabel true and @targetLabel true; expected one label per series: write false after one of them"
              .formatted(file));
    }
    if (classLabel == null && targetLabel == null) {
      throw new InvalidInputException(
          "%s: the header does not say whether series have labels; add @classLabel true with the labels, @targetLabel true for numbers, or @classLabel false"
              .formatted(file));
    }
    return new TsHeader(
        file,
        data,
        classed
            ? TsHeader.Labels.CLASSES
            : targeted ? TsHeader.Labels.TARGETS : TsHeader.Labels.NONE,
        classes,
        timeStamps,
        Boolean.TRUE.equals(univariate) ? 1 : dimensions,
        equalLength ? length : 0,
        equalLength ? length > 0 ? "@seriesLength says" : "@equalLength says" : null,
        null);
  }
}
