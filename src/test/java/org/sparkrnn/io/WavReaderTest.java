package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.ReadMode;
import org.sparkrnn.data.audio.AudioSpec;
import org.sparkrnn.testkit.LocalSpark;
import org.sparkrnn.testkit.Wavs;

/** Folders of WAV files, and the tables beside them. */
class WavReaderTest {
  private static final AudioSpec SPEC =
      new AudioSpec(8000, 0, 25, 10, 10, 0, 0, 0, 0, 0, 2, "none");

  private final SparkSession spark = LocalSpark.session();
  @TempDir Path dir;

  private Path wav(String name, byte[] content) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  private Path sound(String name, int millis) throws IOException {
    return wav(name, Wavs.tone(8000, 440, millis));
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(dir.resolve(name), text).toString();
  }

  private Dataset<Row> read(String path, String labelCol, String transcripts, ReadMode mode) {
    ReadOptions options =
        ReadOptions.of(TextSplitting.WHOLE)
            .with(mode)
            .with(
                new ColumnUses(
                    Set.of(),
                    Set.of(),
                    Set.of(),
                    labelCol == null ? Set.of("frames") : Set.of("frames", labelCol)))
            .with(new AudioOptions(SPEC, transcripts, "file"));
    return SequenceReader.read(spark, path, Format.WAV, List.of("frames"), labelCol, options);
  }

  /** Each row's values but for the frames, of which their number. */
  private static List<List<Object>> rows(Dataset<Row> data) {
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : data.collectAsList()) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        Object value = row.get(i);
        values.add(value instanceof scala.collection.Seq<?> frames ? frames.size() : value);
      }
      rows.add(values);
    }
    return rows;
  }

  private String refused(String path, String labelCol, String transcripts) {
    Exception thrown =
        assertThrows(
            Exception.class,
            () -> read(path, labelCol, transcripts, ReadMode.FAILFAST).collectAsList());
    InvalidInputException e = InvalidInputException.in(thrown);
    assertNotNull(e, thrown.toString());
    return e.getMessage().replace("file:" + dir + "/", "").replace(dir + "/", "");
  }

  @Test
  void aFolderAGlobAndAFileAreRead() throws IOException {
    sound("b/2.WAV", 45);
    sound("b/10.wav", 25);
    sound("a.wav", 35);
    wav("notes.txt", Wavs.ascii("not a sound"));
    wav("_hidden.wav", new byte[0]);
    List<List<Object>> all = rows(read(dir.toString(), null, null, ReadMode.FAILFAST));
    assertEquals(
        List.of(
            List.of("file:" + dir + "/a.wav", 2),
            List.of("file:" + dir + "/b/10.wav", 1),
            List.of("file:" + dir + "/b/2.WAV", 3)),
        all);
    assertEquals(2, rows(read(dir + "/b/*", null, null, ReadMode.FAILFAST)).size());
    assertEquals(1, rows(read(dir + "/a.wav", null, null, ReadMode.FAILFAST)).size());
    assertEquals(Format.WAV, Format.of(null, dir + "/b", new Configuration()));
    Dataset<Row> data = read(dir.toString(), null, null, ReadMode.FAILFAST);
    assertEquals("struct<file:string,frames:array<array<float>>>", data.schema().simpleString());
    Row row = data.head();
    assertEquals(10, ((scala.collection.Seq<?>) row.getSeq(1).apply(0)).size());
    assertTrue((float) ((scala.collection.Seq<?>) row.getSeq(1).apply(0)).apply(2) > 1);
  }

  @Test
  void namesThatLookLikePatternsAreNames() throws IOException {
    sound("x/a[1].wav", 25);
    sound("x/b c%20.wav", 25);
    String table = write("t.csv", "file,text\na[1],one\n\"b c%20.wav\",two\n");
    assertEquals(
        List.of(List.of("a[1]", "one", 1), List.of("b c%20.wav", "two", 1)),
        rows(read(dir + "/x", "text", table, ReadMode.FAILFAST)));
  }

  @Test
  void aTableOfAnyKindJoinsByFileName() throws IOException {
    sound("w/dr1/s1.wav", 25);
    sound("w/dr2/s1.wav", 35);
    sound("w/dr2/s2.wav", 45);
    String csv =
        "file,text,speaker\ndr1/s1.wav,A b,x\n./dr2/s1,,y\nother.wav,not there,z\ns2.wav,\"\",y\n";
    String message = refused(dir + "/w", "text", write("bad.csv", csv));
    assertTrue(message.contains("bad.csv:3: text is"), message);
    csv = csv.replace("s1,,y", "s1,c,y");
    List<List<Object>> expected =
        List.of(
            List.of("dr1/s1.wav", "A b", "x", 1),
            List.of("./dr2/s1", "c", "y", 2),
            List.of("s2.wav", "", "y", 3));
    assertEquals(expected, rows(read(dir + "/w", "text", write("t.csv", csv), ReadMode.FAILFAST)));
    assertEquals(
        expected,
        rows(read(dir + "/w", "text", write("t.tsv", csv.replace(',', '\t')), ReadMode.FAILFAST)));
    String json =
        "{\"file\":\"file:%s/w/dr1/s1.wav\",\"labels\":[\"A\",\"b\"]}\n{\"file\":\"\\\\dr2\\\\s1.wav\",\"labels\":[]}\n{\"file\":\"dr2/s2\",\"labels\":[\"c\"]}\n"
            .formatted(dir);
    List<List<Object>> rows =
        rows(read(dir + "/w", "labels", write("t.jsonl", json), ReadMode.FAILFAST));
    assertEquals(List.of(2, 0, 1), rows.stream().map(row -> row.get(1)).toList());
    assertEquals(List.of(1, 2, 3), rows.stream().map(row -> row.get(2)).toList());
  }

  @Test
  void aTableMayNameFilesByUri() throws IOException {
    sound("w/a b.wav", 25);
    sound("w/b.wav", 35);
    sound("w/c.wave", 45);
    String csv =
        "file,text\nfile://%s/w/a b.wav,one\nfile:%s/w/b.wav,two\n../w/c.wave,three\n"
            .formatted(dir, dir);
    List<List<Object>> read =
        rows(read(dir + "/w", "text", write("t.csv", csv), ReadMode.FAILFAST));
    assertEquals(List.of("one", "two", "three"), read.stream().map(row -> row.get(1)).toList());
  }

  @Test
  void malformedRowsOfTheTableAreTold() throws IOException {
    sound("w/a.wav", 25);
    sound("w/b.wav", 35);
    String table = write("t.csv", "file,text\na,\nb,two\n");
    List<List<Object>> kept = rows(read(dir + "/w", "text", table, ReadMode.DROPMALFORMED));
    assertEquals("two", kept.get(1).get(1));
    String told = kept.get(0).get(3).toString();
    assertTrue(told.contains("a.wav has no row in transcripts"), told);
    assertTrue(told.contains("of which 1 malformed row is left out, for example: "), told);
    assertTrue(told.contains("t.csv:2: text is"), told);
  }

  @Test
  void filesWithoutOneRowAreNamed() throws IOException {
    sound("w/a.wav", 25);
    sound("w/b.wav", 25);
    String one = write("one.csv", "file,text\na,x\n");
    assertEquals(
        "w/b.wav has no row in transcripts=one.csv, whose column file names the files; add a row, or move the file elsewhere",
        refused(dir + "/w", "text", one));
    String twice = write("twice.csv", "file,text\na,x\nb,y\nw/b.wav,z\n");
    assertEquals(
        "w/b.wav has 2 rows in transcripts=twice.csv; expected one",
        refused(dir + "/w", "text", twice));
    assertEquals(
        "none of the WAV files in w, such as a.wav, has a row in transcripts=none.csv, whose column file names other files, such as c; expected the names of the files, with or without folders and .wav",
        refused(dir + "/w", "text", write("none.csv", "file,text\nd,x\nc,y\n"))
            .replace(dir.toString() + "/", ""));
    String blank =
        refused(dir + "/w", "text", write("blank.json", "{\"file\":\" \",\"text\":\"x\"}\n"));
    assertTrue(blank.contains("a row has no file name in column file: {\"file\":\" \""), blank);
    List<List<Object>> kept = rows(read(dir + "/w", "text", one, ReadMode.DROPMALFORMED));
    assertEquals(List.of("a", "x", 1), kept.get(0).subList(0, 3));
    assertNull(kept.get(0).get(3));
    assertNull(kept.get(1).get(0));
    assertTrue(kept.get(1).get(3).toString().contains("w/b.wav has no row in transcripts"));
  }

  @Test
  void whatIsAskedForAndNotThereIsNamed() throws IOException {
    sound("w/a.wav", 25);
    write("w/t.csv", "file,text\na,x\n");
    assertTrue(
        refused(dir + "/w", "text", null)
            .startsWith(
                "labelCol is text, but WAV files have no labels (w); give transcripts= with a table that has the columns file, with the names of the files, and text"));
    assertTrue(
        refused(dir + "/w", "txt", dir + "/w/t.csv").contains("did you mean labelCol=text?"));
    assertTrue(
        refused(dir + "/w", "text", write("t.txt", "a x\n"))
            .contains("t.txt is read as text because of its ending; expected a table"));
    assertTrue(
        refused(dir + "/w", "text", write("f.csv", "file,text,frames\na,x,y\n"))
            .contains("has a column frames, but the frames of the sounds have this name too"));
    sound("v/a.wav", 25);
    Files.move(dir.resolve("v/a.wav"), dir.resolve("v/a.mp3"));
    write("v/b.mp3", "");
    assertEquals(
        "v contains no file that ends with .wav or .wave, but 2 other files, such as a.mp3",
        refused(dir + "/v", null, null));
    assertTrue(
        assertThrows(
                InvalidInputException.class,
                () -> SequenceReader.read(spark, dir + "/w", Format.WAV, "frames", null))
            .getMessage()
            .contains("there are no settings for turning sound into frames"));
  }

  /** Among sound files each kind of bad one: the first ends the reading, or all are told. */
  @Test
  void malformedFilesAreNamedOrKept() throws IOException {
    sound("w/a.wav", 25);
    wav("w/cut.wav", Wavs.cut(Wavs.tone(8000, 440, 100), 700));
    wav("w/empty.wav", new byte[0]);
    wav("w/float.wav", Wavs.of(3, 8000, 32, 1, new byte[4000]));
    wav("w/mulaw.wav", Wavs.of(7, 8000, 8, 1, new byte[1000]));
    wav("w/none.wav", Wavs.pcm(8000, 16, 1));
    wav("w/rate.wav", Wavs.tone(44100, 440, 100));
    wav("w/short.wav", Wavs.tone(8000, 440, 20));
    wav("w/stereo.wav", Wavs.pcm(8000, 16, 2, new byte[1600]));
    wav("w/text.wav", Wavs.ascii("Dear reader\n"));
    assertEquals(
        "w/cut.wav is cut off: its chunk \"data\" should have 1600 bytes but has 900; write it again, or leave it out",
        refused(dir + "/w/cut.wav", null, null));
    String first = refused(dir + "/w", null, null); // by whichever of two tasks meets one first
    assertTrue(first.matches("w/.*leave (it|the file) out.*"), first);
    List<List<Object>> rows = rows(read(dir + "/w", null, null, ReadMode.DROPMALFORMED));
    List<String> problems =
        rows.stream()
            .filter(row -> row.get(2) != null)
            .map(row -> row.get(2).toString().replace("file:" + dir + "/w/", "").split("[;:]")[0])
            .toList();
    assertEquals(
        List.of(
            "cut.wav is cut off",
            "empty.wav is empty (0 bytes)",
            "float.wav is encoded as floating point",
            "mulaw.wav is encoded as mu-law",
            "none.wav contains no samples",
            "short.wav lasts 20.0 ms, which is less than one frame (frameMillis=25.0)",
            "text.wav is not a WAV file"),
        problems);
    List<List<Object>> sound = rows.stream().filter(row -> row.get(2) == null).toList();
    assertEquals(List.of(1, 8, 3), sound.stream().map(row -> row.get(1)).toList());
    for (List<Object> row : rows) {
      assertEquals(row.get(2) == null, row.get(0) != null);
    }
  }
}
