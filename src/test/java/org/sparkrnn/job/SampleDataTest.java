package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.job.sample.DataSet;
import org.sparkrnn.job.sample.Token;

/** The committed sample data is the generator's output and fit for its purpose. */
class SampleDataTest {
  private static final Path COMMITTED = Path.of("sample-data");
  private static final List<String> SPLITS = List.of("train", "dev", "test");
  private static final Set<String> UPOS =
      Set.of(
          "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
          "PROPN", "PUNCT", "SCONJ", "VERB");

  @TempDir Path folder;

  @Test
  void theGeneratorReproducesTheCommittedFiles() throws IOException {
    SampleData.write(folder);
    for (DataSet dataSet : DataSet.values()) {
      Path committed = COMMITTED.resolve(dataSet.label());
      try (Stream<Path> files = Files.walk(committed)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path again = folder.resolve(dataSet.label()).resolve(committed.relativize(file));
          assertEquals(-1, Files.mismatch(file, again), file + " differs");
        }
      }
    }
  }

  @Test
  void oneDataSetIsWrittenWithOptions() throws IOException {
    SampleData.run("recall", folder.toString(), "lag=3", "minLag=3", "train=7", "dev=1", "test=2");
    List<String> lines = Files.readAllLines(folder.resolve("train.jsonl"));
    assertEquals(7, lines.size());
    String pattern = "\\{\"tokens\":\\[\"([a-z])\"(,\"[a-z]\"){3}],\"label\":\"\\1\"}";
    lines.forEach(line -> assertTrue(line.matches(pattern), line));
    assertEquals(2, Files.readAllLines(folder.resolve("test.jsonl")).size());
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertWrong("expected the arguments OUT");
    assertWrong("there is no data set recal; did you mean recall?", "recal", "out");
    assertWrong("unknown key lagg; did you mean lag?", "recall", "out", "lagg=3");
    assertWrong("lag is 0; expected a whole number from 1", "recall", "out", "lag=0");
    assertWrong("lag is x; expected", "recall", "out", "lag=x");
    assertWrong("not of the form key=value", "recall", "out", "lag");
    assertWrong("minLag is 4 and lag is 3", "recall", folder.toString(), "lag=3", "minLag=4");
    assertWrong(
        "no more than about 676 different", "recall", folder.toString(), "lag=1", "train=677");
  }

  private static void assertWrong(String message, String... arguments) {
    var thrown =
        assertThrows(InvalidInputException.class, () -> SampleData.run(arguments), message);
    assertTrue(thrown.getMessage().contains(message), thrown.getMessage());
  }

  @Test
  void noSentenceOccursTwice() throws IOException {
    Set<String> seen = new HashSet<>();
    for (String split : SPLITS) {
      List<List<Token>> both = new ArrayList<>(english(split));
      both.addAll(chinese(split));
      for (List<Token> sentence : both) {
        String words = String.join(" ", sentence.stream().map(Token::form).toList());
        assertTrue(seen.add(words), "twice: " + words);
      }
    }
    assertEquals(600 + 100 + 100 + 500 + 80 + 80, seen.size());
  }

  @Test
  void englishIsWellFormedConllu() throws IOException {
    Set<String> ids = new HashSet<>();
    for (String split : SPLITS) {
      String file = Files.readString(COMMITTED.resolve("pos-english/" + split + ".conllu"));
      assertTrue(file.endsWith("\n\n"), split + " ends in an empty line");
      for (String block : file.split("\n\n")) {
        List<String> lines = block.lines().toList();
        assertTrue(lines.get(0).startsWith("# sent_id = " + split + "-"), lines.get(0));
        assertTrue(ids.add(lines.get(0)), "twice: " + lines.get(0));
        StringBuilder text = new StringBuilder("# text = ");
        for (int i = 2; i < lines.size(); i++) {
          String[] columns = lines.get(i).split("\t", -1);
          assertEquals(10, columns.length, lines.get(i));
          assertEquals(String.valueOf(i - 1), columns[0], lines.get(i));
          assertTrue(UPOS.contains(columns[3]), lines.get(i));
          text.append(columns[1]).append(columns[9].equals("SpaceAfter=No") ? "" : " ");
        }
        assertEquals(text.toString().strip(), lines.get(1));
      }
    }
  }

  @Test
  void manyWordsHaveSeveralTags() throws IOException {
    assertTrue(ambiguous(english("train")) >= 70, "English: " + ambiguous(english("train")));
    assertTrue(ambiguous(chinese("train")) >= 40, "Chinese: " + ambiguous(chinese("train")));
  }

  @Test
  void theTestSetsHoldSomeUnknownWords() throws IOException {
    double english = unknown(english("train"), english("test"));
    double chinese = unknown(chinese("train"), chinese("test"));
    assertTrue(english > 0.03 && english < 0.07, "English: " + english);
    assertTrue(chinese > 0.03 && chinese < 0.07, "Chinese: " + chinese);
  }

  private static double unknown(List<List<Token>> train, List<List<Token>> test) {
    Set<String> known = new HashSet<>();
    train.forEach(sentence -> sentence.forEach(token -> known.add(token.form())));
    List<Token> tokens = test.stream().flatMap(List::stream).toList();
    return tokens.stream().filter(token -> !known.contains(token.form())).count()
        / (double) tokens.size();
  }

  private static long ambiguous(List<List<Token>> sentences) {
    Map<String, Set<String>> tags = new HashMap<>();
    for (List<Token> sentence : sentences) {
      for (Token token : sentence) {
        tags.computeIfAbsent(token.form(), form -> new HashSet<>()).add(token.tag());
      }
    }
    return tags.values().stream().filter(set -> set.size() > 1).count();
  }

  private static List<List<Token>> english(String split) throws IOException {
    String file = Files.readString(COMMITTED.resolve("pos-english/" + split + ".conllu"));
    List<List<Token>> sentences = new ArrayList<>();
    for (String block : file.split("\n\n")) {
      sentences.add(
          block
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.split("\t"))
              .map(columns -> new Token(columns[1], columns[3]))
              .toList());
    }
    return sentences;
  }

  private static List<List<Token>> chinese(String split) throws IOException {
    List<List<Token>> sentences = new ArrayList<>();
    for (String line : Files.readAllLines(COMMITTED.resolve(slashed(split)))) {
      List<Token> sentence = new ArrayList<>();
      for (String word : line.split(" ")) {
        String[] parts = word.split("/");
        assertEquals(2, parts.length, line);
        sentence.add(new Token(parts[0], parts[1]));
      }
      sentences.add(sentence);
    }
    return sentences;
  }

  private static String slashed(String split) {
    return "pos-chinese/" + split + ".slashed";
  }
}
