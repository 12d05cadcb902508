package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;

/** Recognizes comments, headers and tokens in CoNLL files. */
class ConllInferenceTest {
  private final Configuration conf = new Configuration();
  @TempDir Path dir;

  private ConllLayout layout(String path, String labelCol) {
    return ConllInference.layout(conf, InputFiles.list(conf, path), path, "tokens", labelCol);
  }

  /** The words of all sentences and the last column. */
  private List<String> read(ConllLayout layout, String path, String labelCol) {
    List<String> rows = new ArrayList<>();
    for (List<FileSlice> group :
        InputFiles.slices(conf, InputFiles.list(conf, path), 1 << 20, 0, 1)) {
      new SequenceIterator(
              conf, group, ConllGrammar.of(layout, "tokens", labelCol), ReadMode.FAILFAST)
          .forEachRemaining(
              row ->
                  rows.add(
                      String.join(" ", (String[]) row.get(0))
                          + "|"
                          + String.join(" ", (String[]) row.get(row.size() - 1))));
    }
    return rows;
  }

  private void assertRows(String text, String... expected) throws IOException {
    String path = Files.writeString(dir.resolve("a.conll"), text).toString();
    assertEquals(List.of(expected), read(layout(path, "labels"), path, "labels"));
  }

  private void assertRefused(String text, String part) throws IOException {
    String path = Files.writeString(dir.resolve("a.conll"), text).toString();
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> read(layout(path, "labels"), path, "labels"));
    assertTrue(e.getMessage().contains(part), e.getMessage());
    assertTrue(e.getMessage().contains("a.conll:"), e.getMessage());
  }

  @Test
  void aTableOfWholeSentencesIsNoTokenALine() throws IOException {
    assertRefused(
        "tokens\tlabels\n" + "ka dax lo\tO B O\nlo wug\tO B\n".repeat(5), "csvSeparator=tab");
    assertRows("New York\tB\nis\tO\n", "New York is|B O");
  }

  @Test
  void commentsWithAsManyFieldsAsTokensAreComments() throws IOException {
    assertRows(
        "# id 0001\tdomain=en\nka _ _ O\ndax _ _ B\n\n# id 2\tx=y\nlo _ _ O\n",
        "ka dax|O B",
        "lo|O");
    assertRows("# id 0001\tdomain=en\nka\tO\n\n# id 2\tdomain=en\nlo\tB\n", "ka|O", "lo|B");
    assertRows("# sent_id = 3\nka x y O\n\n# sent_id = 4\nlo x y B\n", "ka|O", "lo|B");
    assertRows("# 1\nka O\ndax B\n\n# 2\nlo O\n", "ka dax|O B", "lo|O");
    assertRows("#begin document\nka O\n\n#begin document\nlo O\n", "ka|O", "lo|O");
  }

  @Test
  void whatCouldBeACommentOrATokenIsRefused() throws IOException {
    assertRefused("#lang\tENGLISH\nka\tO\nlo\tB\n\nka\tO\n", "begins a sentence with #");
    assertRefused(
        "#doc\t12\nka\tO\n\n#\tO\nlo\tB\n\n#doc\t13\nka\tO\n", "begins a sentence with #");
    assertRefused("token\tgold\nka\tO\n\nlo\tB\n", "may be a header or a token");
    assertRefused("word\tNE\nka\tO\n\nlo\tB\n", "may be a header or a token");
  }

  @Test
  void otherFilesOfARunMayHaveOtherComments() throws IOException {
    String train = Files.writeString(dir.resolve("t.conll"), "ka\tO\n\nlo\tB\n").toString();
    String test =
        Files.writeString(dir.resolve("u.conll"), "#doc\t12\nka\tO\n\nlo\tB\n").toString();
    ConllLayout layout = layout(train, "labels");
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () ->
                ConllInference.requireClear(
                    conf, InputFiles.list(conf, test), test, "tokens", "labels", layout));
    assertTrue(e.getMessage().contains("u.conll:1"), e.getMessage());
    ConllInference.requireClear(
        conf, InputFiles.list(conf, train), train, "tokens", "labels", layout);
  }

  @Test
  void commentsDoNotDecideTheColumns() throws IOException {
    assertRows("#\tthree\tfields\nka\tO\n\n#\nlo\tB\n", "ka|O", "lo|B");
    assertRows("#sent_id=0\nka O\n\n#sent_id=1\nlo B\n", "ka|O", "lo|B");
    assertRows("#sent_id=0\n# a b c d\n\n-DOCSTART- -X- O\n\nka X O\n", "ka|O");
  }

  @Test
  void tokensThatBeginWithANumberSignStay() throws IOException {
    assertRows("# O\n1 B\n\na O\n", "# 1|O B", "a|O");
    assertRows("#tech\tO\n# x\tO\na\tB\n\n# id\nb\tO\n", "#tech # x a|O O B", "b|O");
    assertRows("a O\n\n#\tO\nb B\n", "a|O", "# b|O B");
    assertRows("#tech B-TAG\nis O\n\nb O\n", "#tech is|B-TAG O", "b|O");
    String path = Files.writeString(dir.resolve("b.conll"), "#id=1\n#go\nnow\n\n#\n").toString();
    assertEquals(List.of("#go now|#go now", "#|#"), read(layout(path, null), path, null));
  }

  @Test
  void whatCouldBeEitherIsRefused() throws IOException {
    assertRefused("# 1\nka O\n\nlo O\n\nda B\n", "a.conll:1: \"# 1\" begins a sentence with #");
    assertRefused("#a x\nka O\n\n#b y\nlo O\n\nda B\n", "begins a sentence with #");
    assertRefused(
        "ka x y 1\nlo x y 2\n\n# sent_id = 2\nlo x y 1\n", "a.conll:4: this line can be read as");
    String path = Files.writeString(dir.resolve("b.conll"), "# a\n# b\n").toString();
    assertTrue(
        assertThrows(InvalidInputException.class, () -> layout(path, "labels"))
            .getMessage()
            .contains("b.conll contains no token but lines that begin with # like"));
  }

  @Test
  void aHeaderIsNoToken() throws IOException {
    assertRows("token\tlabel\nka\tO\nlo\tB\n", "ka lo|O B");
    assertRows("Tokens labels\n\nka O\n\nlo B\n", "ka|O", "lo|B");
    assertRows("# id\n#word\tner\nka\tO\n\nlo\tB\n", "ka|O", "lo|B");
    assertRows("token\tlabel\nka\tlabel\n", "token ka|label label");
    assertRows("word O\nka tag\n", "word ka|O tag");
    assertRefused("Wort\ttag\nka\tO\nlo\tB\n", "may be a header or a token");
  }

  /** Words and labels of a file whose header names them, by the user's names. */
  private List<String> named(String text, String inputCol, String labelCol) throws IOException {
    String path = Files.writeString(dir.resolve("n.tsv"), text).toString();
    List<FileStatus> files = InputFiles.list(conf, path);
    ConllLayout layout = ConllInference.layout(conf, files, path, inputCol, labelCol);
    ConllGrammar grammar = ConllGrammar.of(layout, inputCol, labelCol);
    int input = List.of(grammar.columns()).indexOf(inputCol);
    int label = Arrays.asList(grammar.columns()).indexOf(labelCol);
    List<String> rows = new ArrayList<>();
    new SequenceIterator(
            conf, InputFiles.slices(conf, files, 1 << 20, 0, 1).get(0), grammar, ReadMode.FAILFAST)
        .forEachRemaining(
            row ->
                rows.add(
                    String.join(" ", (String[]) row.get(input))
                        + (label < 0 ? "" : "|" + String.join(" ", (String[]) row.get(label)))));
    return rows;
  }

  private void assertUnnamed(String text, String inputCol, String labelCol, String... parts) {
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> named(text, inputCol, labelCol));
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), e.getMessage());
    }
  }

  private static String lines(String... lines) {
    return String.join("\n", lines).replace(' ', '\t').replace('_', ' ') + "\n";
  }

  @Test
  void theColumnsThatAHeaderNamesAreRead() throws IOException {
    List<String> expected = List.of("ka dax|NOUN VERB", "lo|NOUN");
    String numbered = lines("sentence_id word tag", "1 ka NOUN", "1 dax VERB", "", "2 lo NOUN");
    assertEquals(expected, named(numbered, "word", "tag"));
    assertEquals(List.of("ka dax", "lo"), named(numbered, "word", null));
    assertEquals(List.of("1 1|NOUN VERB", "2|NOUN"), named(numbered, "column1", "tag"));
    String kaggle =
        lines(
            "Sentence_# Word POS Tag",
            "Sentence:_1 ka NOUN B-PER",
            "Sentence:_1 dax VERB O",
            "",
            "Sentence:_2 lo NOUN O");
    assertEquals(List.of("ka dax|B-PER O", "lo|O"), named(kaggle, "Word", "Tag"));
    assertEquals(expected, named(kaggle, "word", "pos"));
    assertUnnamed(kaggle, "tokens", "labels", "inputCol=tokens", "Sentence #, Word, POS, Tag");
    String universal = lines("id form upos", "1 ka NOUN", "2 dax VERB", "", "1 lo NOUN");
    assertEquals(expected, named(universal, "form", "upos"));
    String lemmas = lines("word lemma tag", "a ka NOUN", "b dax VERB", "", "c lo NOUN");
    assertEquals(expected, named(lemmas, "lemma", "tag"));
    assertEquals(List.of("a b|NOUN VERB", "c|NOUN"), named(lemmas, "tokens", "labels"));
    String reversed = lines("tag word", "NOUN ka", "VERB dax", "", "NOUN lo");
    assertEquals(expected, named(reversed, "word", "tag"));
    assertUnnamed(reversed, "tokens", "labels", "inputCol=tokens", "its columns are tag, word");
    String own = lines("Wort Art", "ka NOUN", "dax VERB", "", "lo NOUN");
    assertEquals(expected, named(own, "Wort", "Art"));
    assertEquals(List.of("ka dax", "lo"), named(own, "Wort", null));
    String plus = "# global.columns = ID FORM UPOS\n1\tka\tNOUN\n2\tdax\tVERB\n\n1\tlo\tNOUN\n";
    assertEquals(expected, named(plus, "form", "upos"));
    assertEquals(expected, named("\n# x\n# " + numbered, "word", "tag"));
  }

  @Test
  void aFirstLineWhoseLabelIsWrittenAsNoOtherIsIsRefused() throws IOException {
    assertRows("term\tclass\nka\tNOUN\ndax\tVERB\n", "ka dax|NOUN VERB");
    assertRows("surface\tnamed_entity\nka\tO\n\ndax\tB-X\n", "ka|O", "dax|B-X");
    for (String header :
        List.of("mot\tétiquette", "Vokabel\tKlasse", "词\t标签", "lexeme\tnamed entity")) {
      assertRefused(header + "\nka\tNOUN\ndax\tVERB\n", "may be a header or a token");
    }
    String small = "ka\tnoun\ndax\tverb\n\n".repeat(10);
    assertRefused("lexeme\tsort\n" + small, "may be a header or a token");
    assertRows("ka\tNOUN\ndax\tVERB\n\nlo\tADJ\n", "ka dax|NOUN VERB", "lo|ADJ");
    assertRows("ka\t,\ndax\tVERB\n", "ka dax|, VERB");
  }

  @Test
  void sentencesThatAColumnTellsApartAreRefused() {
    assertUnnamed(
        lines("sentence_id word tag", "1 ka NOUN", "2 dax VERB"),
        "word",
        "tag",
        "the column sentence id says to which sentence a token belongs");
  }

  @Test
  void filesOfARunNameTheSameColumns() throws IOException {
    Files.createDirectories(dir.resolve("d"));
    Path one = Files.writeString(dir.resolve("d/1.tsv"), lines("word tag", "ka O", "", "lo B"));
    Path two = Files.writeString(dir.resolve("d/2.tsv"), lines("tag word", "O ka", "", "B lo"));
    String both = dir.resolve("d").toString();
    String message =
        assertThrows(InvalidInputException.class, () -> layout(both, "tag")).getMessage();
    assertTrue(message.contains("2.tsv:1 names the columns tag, word, but "), message);
    Path bare = Files.writeString(dir.resolve("3.tsv"), lines("ka O", "", "lo B"));
    for (Path first : List.of(one, bare)) {
      ConllLayout train = layout(first.toString(), "tag");
      ConllInference.requireClear(
          conf, InputFiles.list(conf, one.toString()), "one", "tokens", "tag", train);
      ConllInference.requireClear(
          conf, InputFiles.list(conf, bare.toString()), "bare", "tokens", "tag", train);
      message =
          assertThrows(
                  InvalidInputException.class,
                  () ->
                      ConllInference.requireClear(
                          conf, InputFiles.list(conf, two.toString()), "two", "word", "tag", train))
              .getMessage();
      assertTrue(message.contains("2.tsv:1 names the columns tag, word, but those of"), message);
    }
    String odd = Files.writeString(dir.resolve("4.tsv"), lines("mot classe", "ka O")).toString();
    message =
        assertThrows(
                InvalidInputException.class,
                () ->
                    ConllInference.requireClear(
                        conf,
                        InputFiles.list(conf, odd),
                        odd,
                        "tokens",
                        "tag",
                        layout(bare.toString(), "tag")))
            .getMessage();
    assertTrue(message.contains("4.tsv:1: \"mot\tclasse\" may be a header"), message);
  }

  @Test
  void aLoneCommentIsNoToken() throws IOException {
    String tabs = "ka\tNOUN\ndax\tVERB\n\nlo\tNOUN\n";
    for (String comment : List.of("#\tVersion 1.0", "#\ten", "#\tNEWS", "#\tDoc1")) {
      assertRefused(comment + "\n" + tabs, "a.conll:1: \"" + comment + "\" begins a sentence");
      assertRefused(tabs + "\n" + comment + "\nda\tNOUN\n", "a.conll:6: ");
    }
    assertRefused("# English\n" + tabs.replace('\t', ' '), "begins a sentence with #");
    assertRefused("#\tDoc1\nka\tNOUN\n", "begins a sentence with #");
    assertRows("#\tSYM\nka\tNOUN\n", "# ka|SYM NOUN");
  }

  @Test
  void aCommentWithinASentenceIsNoToken() throws IOException {
    assertRefused("ka NOUN\n# note\ndax VERB\n\nlo NOUN\n", "a.conll:2: \"# note\"");
    assertRows("ka NOUN\n# SYM\ndax VERB\n", "ka # dax|NOUN SYM VERB");
    assertRows("ka O\n# B-X\n1 I-X\n", "ka # 1|O B-X I-X");
  }

  @Test
  void thePlacesOfTokensAreReadOnlyIfTheyAreNamed() throws IOException {
    String text = lines("1 ka NOUN", "2 dax VERB", "", "1 lo NOUN");
    assertRefused(text, "a.conll:1: the first column counts the tokens");
    assertEquals(List.of("ka dax|NOUN VERB", "lo|NOUN"), named(text, "column2", "tag"));
    assertEquals(List.of("1 2|NOUN VERB", "1|NOUN"), named(text, "column1", "tag"));
    assertRows(lines("1 a X", "3 b X"), "1 3|X X");
  }

  /** A file without a header among some with one, and a test file laid out as the training file. */
  @Test
  void aRunHasOneLayout() throws IOException {
    Files.writeString(dir.resolve("1.tsv"), "ka\tO\n\nlo\tB");
    Files.writeString(dir.resolve("2.tsv"), "word\ttag\nda\tO\n");
    assertEquals(
        List.of("ka|O", "lo|B", "da|O"),
        read(layout(dir.toString(), "labels"), dir.toString(), "labels"));
    ConllLayout train = layout(dir.resolve("1.tsv").toString(), "labels");
    String narrow = Files.writeString(dir.resolve("3.tsv"), "a\tX\tO\n").toString();
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> read(train, narrow, "labels"));
    assertTrue(e.getMessage().contains("3.tsv:1: expected 2 columns separated by tabs, as in"));
    assertTrue(e.getMessage().contains("1.tsv:1, but found 3"), e.getMessage());
  }

  @Test
  void raggedLinesAndTrailingTabsAreNamed() throws IOException {
    assertRefused("ka\tO\nlo\tB\t\n", "a.conll:2: expected 2 columns separated by tabs");
    assertRefused("ka\tO\t\nlo\tB\t\n", "a.conll:1: expected a value in column 3, but found none");
    assertRefused("ka O\n\nlo\n", "a.conll:3: expected 2 columns separated by spaces");
    assertRows("ka  O \r\nlo\tB\f\n\f\nda O", "ka lo|O B", "da|O");
  }
}
