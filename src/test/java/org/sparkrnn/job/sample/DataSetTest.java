package org.sparkrnn.job.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The committed files of each data set have the properties and baselines that README states. */
class DataSetTest {
  private static final Path COMMITTED = Path.of("sample-data");
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource(
      value = DataSet.class,
      names = {"NAMED_ENTITIES", "POS_ENGLISH", "MORSE"},
      mode = EnumSource.Mode.EXCLUDE)
  void noExampleOccursTwice(DataSet dataSet) throws IOException {
    Set<String> seen = new HashSet<>();
    for (String split : DataSet.SPLITS) {
      List<String> lines = lines(dataSet, split);
      for (String line : lines.subList(header(dataSet) ? 1 : 0, lines.size())) {
        assertTrue(seen.add(line), dataSet.label() + " has twice: " + line);
      }
    }
  }

  private static boolean header(DataSet dataSet) {
    return dataSet == DataSet.FORECAST || dataSet == DataSet.SHOPS;
  }

  @Test
  void shopsGoOnFromDayToDayAndSomeOpenLater() throws IOException {
    Map<String, LocalDate> last = new TreeMap<>();
    Map<String, LocalDate> first = new TreeMap<>();
    Map<String, Double> sums = new HashMap<>(); // by promotion, relative to the shop's average
    Map<String, Integer> counts = new HashMap<>();
    for (String split : DataSet.SPLITS) {
      List<String> lines = lines(DataSet.SHOPS, split);
      Set<String> days = new HashSet<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",");
        LocalDate day = LocalDate.parse(cells[0]);
        LocalDate before = last.put(cells[1], day);
        first.putIfAbsent(cells[1], day);
        assertTrue(before == null || before.plusDays(1).equals(day), line);
        assertTrue(Integer.parseInt(cells[2]) >= 0, line);
        days.add(cells[0]);
        sums.merge(cells[3], Math.log(1 + Integer.parseInt(cells[2])), Double::sum);
        counts.merge(cells[3], 1, Integer::sum);
      }
      assertEquals(split.equals("train") ? 112 : 14, days.size(), split);
    }
    assertEquals(100, last.size());
    assertEquals(1, Set.copyOf(last.values()).size(), "all of them to the end");
    LocalDate start = LocalDate.of(2024, 1, 1);
    assertEquals(20, first.values().stream().filter(day -> day.isAfter(start)).count());
    double ordinary = sums.get("0") / counts.get("0");
    double promoted = sums.get("1") / counts.get("1");
    assertTrue(promoted - ordinary > 0.2, "promotions raise what is sold");
  }

  @Test
  void parityIsParityAndTellsOneBitNothing() throws IOException {
    Map<String, Integer> counts = new TreeMap<>(); // counts of token/label over the test split
    for (String split : DataSet.SPLITS) {
      for (String line : lines(DataSet.PARITY, split)) {
        int ones = 0;
        String[] steps = line.split(" ");
        assertTrue(steps.length <= 60, line);
        for (String step : steps) {
          ones += step.charAt(0) - '0';
          assertEquals(ones % 2 == 0 ? "even" : "odd", step.substring(2), line);
          if (split.equals("test")) {
            counts.merge(step, 1, Integer::sum);
          }
        }
        assertEquals(0, ones % 2, line);
      }
    }
    assertEquals(counts.get("1/odd"), counts.get("1/even"));
    assertTrue(counts.get("0/even") > counts.get("0/odd"));
    int even = counts.get("0/even") + counts.get("1/even");
    int steps = counts.values().stream().mapToInt(Integer::intValue).sum();
    assertEquals(0.514, even / (double) steps, 5e-4);
  }

  @Test
  void udacityFiresWhereItCompletesAndNowhereElse() throws IOException {
    int steps = 0;
    int fired = 0;
    int otherY = 0;
    for (String split : DataSet.SPLITS) {
      for (String line : lines(DataSet.DETECT_UDACITY, split)) {
        StringBuilder read = new StringBuilder();
        for (String step : line.split(" ")) {
          read.append(step.charAt(0));
          boolean complete = read.toString().endsWith("udacity");
          assertEquals(complete ? "/1" : "/0", step.substring(1), line);
          if (split.equals("test")) {
            steps++;
            fired += complete ? 1 : 0;
            otherY += !complete && step.charAt(0) == 'y' ? 1 : 0;
          }
        }
        assertTrue(read.length() >= 20 && read.length() <= 100, line);
      }
    }
    assertEquals(0.971, 1 - fired / (double) steps, 5e-4);
    assertTrue(otherY > 1.5 * fired, "a y alone says no: " + otherY + " against " + fired);
  }

  /** Letters and sounds do not map one to one, and a sound may depend on the following letters. */
  @Test
  void soundsFollowFromTheSpelling() throws IOException {
    int longer = 0;
    int hard = 0;
    int rows = 0;
    for (JsonNode row : rows(DataSet.SPELLING_TO_SOUND, "train")) {
      String spelling = row.get("spelling").asText();
      List<String> sounds = new ArrayList<>();
      row.get("sounds").forEach(sound -> sounds.add(sound.asText()));
      rows++;
      longer += sounds.size() > spelling.length() ? 1 : 0;
      if (spelling.matches("c[aou].*")) {
        assertEquals("k", sounds.get(0), spelling);
        hard++;
      } else if (spelling.matches("c[ei].*")) {
        assertEquals("s", sounds.get(0), spelling);
      }
      if (spelling.matches("(ph|f)[aeiou][tnlrm]e")) { // the e is silent
        assertEquals(spelling.charAt(spelling.length() - 2) + "", sounds.get(sounds.size() - 1));
      }
    }
    assertTrue(hard > 20, "words with a hard c: " + hard);
    assertTrue(longer > 0.1 * rows && longer < 0.3 * rows, "more sounds than letters: " + longer);
  }

  @Test
  void recallGivesBackTheFirstSymbol() throws IOException {
    for (String split : DataSet.SPLITS) {
      for (JsonNode row : rows(DataSet.RECALL, split)) {
        int size = row.get("tokens").size();
        assertTrue(split.equals("train") ? size >= 2 && size <= 61 : size == 61, row.toString());
        assertEquals(row.get("tokens").get(0), row.get("label"));
        for (JsonNode token : row.get("tokens")) {
          assertTrue(token.asText().matches("[a-z]"), row.toString());
        }
      }
    }
    assertEquals(0.04, majority(DataSet.RECALL, "label"), 5e-3);
  }

  @Test
  void inRecallThePlaceAloneTells() throws IOException {
    int inside = 0; // sequences whose label also occurs elsewhere
    int repeated = 0; // sequences in which another symbol is more frequent than the label
    List<JsonNode> test = rows(DataSet.RECALL, "test");
    for (JsonNode row : test) {
      Map<String, Integer> counts = new HashMap<>();
      row.get("tokens").forEach(token -> counts.merge(token.asText(), 1, Integer::sum));
      int own = counts.get(row.get("label").asText());
      inside += own > 1 ? 1 : 0;
      repeated += Collections.max(counts.values()) > own ? 1 : 0;
    }
    assertTrue(inside > 0.8 * test.size(), "elsewhere too: " + inside);
    assertTrue(repeated > 0.7 * test.size(), "outnumbered: " + repeated);
  }

  @Test
  void namesFollowTheirLanguageButForLoans() throws IOException {
    int tavari = 0;
    int harmonic = 0;
    for (JsonNode row : rows(DataSet.NAME_TO_LANGUAGE, "train")) {
      assertTrue(LanguageNames.labels().contains(row.get("language").asText()), row.toString());
      String name = row.get("name").asText();
      assertTrue(name.matches("[A-Z][a-z]{2,}"), name);
      if (row.get("language").asText().equals("Tavari")) {
        tavari++;
        harmonic += name.matches("(?i)[^aou]*|[^eiy]*") ? 1 : 0;
      }
    }
    assertTrue(harmonic > 0.95 * tavari && harmonic < tavari, harmonic + " of " + tavari);
    assertEquals(0.328, majority(DataSet.NAME_TO_LANGUAGE, "language"), 5e-3);
  }

  @Test
  void gesturesAreRaggedReadingsOfThreeAxes() throws IOException {
    Set<Integer> lengths = new HashSet<>();
    Set<String> labels = new HashSet<>();
    for (JsonNode row : rows(DataSet.GESTURE, "train")) {
      JsonNode features = row.get("features");
      assertTrue(features.size() >= 40 && features.size() <= 120);
      lengths.add(features.size());
      labels.add(row.get("label").asText());
      for (JsonNode step : features) {
        assertEquals(3, step.size());
        for (JsonNode value : step) {
          assertTrue(Math.abs(value.asDouble()) < 6, "g: " + value);
        }
      }
    }
    assertTrue(lengths.size() > 50);
    assertEquals(Set.of("circle", "eight", "shake", "swipe", "tap", "zigzag"), labels);
    assertEquals(0.125, majority(DataSet.GESTURE, "label"), 5e-3);
  }

  @Test
  void chordsTellTheNextFrame() throws IOException {
    int frames = 0;
    int held = 0;
    for (JsonNode row : rows(DataSet.CHORDS, "test")) {
      JsonNode now = row.get("frames");
      JsonNode next = row.get("next");
      assertEquals(now.size(), next.size());
      for (int t = 0; t < now.size(); t++) {
        if (t > 0) {
          assertEquals(now.get(t), next.get(t - 1));
        }
        assertTrue(now.get(t).size() >= 3 && now.get(t).size() <= 4, now.get(t).toString());
        int below = -1;
        for (JsonNode label : now.get(t)) {
          assertTrue(label.asInt() > below && label.asInt() < Chords.LABELS, row.toString());
          below = label.asInt();
        }
        frames++;
        held += now.get(t).equals(next.get(t)) ? 1 : 0;
      }
    }
    assertEquals(0.751, held / (double) frames, 5e-3);
    assertEquals(13.29, marginalNats(), 5e-2);
  }

  /** Nats per frame on test if each label has its frequency in train, whatever came before. */
  private static double marginalNats() throws IOException {
    double[] sounds = new double[Chords.LABELS];
    int frames = 0;
    for (JsonNode row : rows(DataSet.CHORDS, "train")) {
      for (JsonNode frame : row.get("next")) {
        frame.forEach(label -> sounds[label.asInt()]++);
        frames++;
      }
    }
    double nats = 0;
    int measured = 0;
    for (JsonNode row : rows(DataSet.CHORDS, "test")) {
      for (JsonNode frame : row.get("next")) {
        boolean[] on = new boolean[Chords.LABELS];
        frame.forEach(label -> on[label.asInt()] = true);
        for (int k = 0; k < Chords.LABELS; k++) {
          double p = (sounds[k] + 0.5) / (frames + 1);
          nats -= Math.log(on[k] ? p : 1 - p);
        }
        measured++;
      }
    }
    return nats / measured;
  }

  @Test
  void theSeriesHasEveryHourInOrder() throws IOException {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    List<Double> load = new ArrayList<>();
    LocalDateTime before = null;
    for (String split : DataSet.SPLITS) {
      List<String> lines = lines(DataSet.FORECAST, split);
      assertEquals("time,load,temperature,wind,holiday", lines.get(0));
      for (String line : lines.subList(1, lines.size())) {
        String[] columns = line.split(",");
        LocalDateTime time = LocalDateTime.parse(columns[0], format);
        assertTrue(before == null || before.plusHours(1).equals(time), line);
        before = time;
        load.add(Double.valueOf(columns[1]));
      }
    }
    assertEquals(390 * 24, load.size());
    assertEquals(6.62, rmse(load, 1), 5e-2);
    assertEquals(8.99, rmse(load, 24), 5e-2);
    assertEquals(10.60, rmse(load, 168), 5e-2);
  }

  /** The error on test if the load some hours before is predicted. */
  private static double rmse(List<Double> load, int hours) {
    double squares = 0;
    int test = 60 * 24;
    for (int t = load.size() - test; t < load.size(); t++) {
      squares += Math.pow(load.get(t) - load.get(t - hours), 2);
    }
    return Math.sqrt(squares / test);
  }

  @Test
  void entitiesAreWellFormedAndTheirNamesAmbiguous() throws IOException {
    Map<String, Map<String, Integer>> tags = new HashMap<>();
    Set<String> sentences = new HashSet<>();
    int right = 0;
    int tokens = 0;
    for (String split : DataSet.SPLITS) {
      for (String sentence : text(DataSet.NAMED_ENTITIES, split).split("\n\n")) {
        String before = "O";
        StringBuilder words = new StringBuilder();
        for (String line : sentence.split("\n")) {
          String[] columns = line.split(" ");
          assertEquals(2, columns.length, line);
          assertTrue(columns[1].matches("O|[BI]-(PER|LOC|ORG|DATE)"), line);
          if (columns[1].startsWith("I-")) {
            assertTrue(before.endsWith(columns[1].substring(1)), sentence);
          }
          before = columns[1];
          words.append(columns[0]).append(' ');
          if (split.equals("train")) {
            tags.computeIfAbsent(columns[0], word -> new HashMap<>())
                .merge(columns[1], 1, Integer::sum);
          } else if (split.equals("test")) {
            right += mostFrequent(tags.getOrDefault(columns[0], Map.of("O", 1)), columns[1]);
            tokens++;
          }
        }
        assertTrue(sentences.add(words.toString()), "twice: " + words);
      }
    }
    assertTrue(tags.get("Marlow").size() >= 5, "Marlow: " + tags.get("Marlow"));
    assertTrue(tags.get("May").size() >= 4, "May: " + tags.get("May"));
    assertEquals(0.852, right / (double) tokens, 5e-3);
  }

  private static int mostFrequent(Map<String, Integer> counts, String tag) {
    return counts.getOrDefault(tag, 0).equals(Collections.max(counts.values())) ? 1 : 0;
  }

  @Test
  void quotesAndBracketsCloseInTheLanguageModelsText() throws IOException {
    for (DataSet dataSet : List.of(DataSet.CHAR_LANGUAGE_MODEL, DataSet.WORD_LANGUAGE_MODEL)) {
      for (String split : DataSet.SPLITS) {
        for (String line : lines(dataSet, split)) {
          assertEquals(0, line.chars().filter(c -> c == '"').count() % 2, line);
          assertEquals(
              line.chars().filter(c -> c == '(').count(),
              line.chars().filter(c -> c == ')').count(),
              line);
          assertFalse(line.matches(".*\\b[Aa] [aeiou](?!ne\\b).*"), line);
        }
      }
    }
  }

  @Test
  void whatIsWrittenDependsOnTheSeedAlone() {
    for (DataSet dataSet : DataSet.values()) {
      assertEquals(drawn(dataSet, 7), drawn(dataSet, 7), dataSet.label());
      assertFalse(drawn(dataSet, 7).equals(drawn(dataSet, 8)), dataSet.label());
    }
  }

  private static String drawn(DataSet dataSet, int seed) {
    try {
      Path folder = Files.createTempDirectory("sample");
      SampleOptions options = dataSet.options();
      for (String option : List.of("train=5", "dev=2", "test=2", "seed=" + seed)) {
        options.set(option);
      }
      dataSet.write(folder, options);
      StringBuilder all = new StringBuilder();
      try (var files = Files.walk(folder)) { // folders before their content
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          if (Files.isRegularFile(file)) {
            all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
          }
          Files.delete(file);
        }
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The share in test of train's most frequent label. */
  private static double majority(DataSet dataSet, String column) throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    for (JsonNode row : rows(dataSet, "train")) {
      counts.merge(row.get(column).asText(), 1, Integer::sum);
    }
    String most = Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    List<JsonNode> test = rows(dataSet, "test");
    return test.stream().filter(row -> row.get(column).asText().equals(most)).count()
        / (double) test.size();
  }

  private static List<JsonNode> rows(DataSet dataSet, String split) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : lines(dataSet, split)) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private static List<String> lines(DataSet dataSet, String split) throws IOException {
    return Arrays.asList(text(dataSet, split).split("\n"));
  }

  private static String text(DataSet dataSet, String split) throws IOException {
    try (var files = Files.list(COMMITTED.resolve(dataSet.label()))) {
      Path file =
          files
              .filter(path -> path.getFileName().toString().startsWith(split + "."))
              .findFirst()
              .orElseThrow();
      return Files.readString(file);
    }
  }
}
