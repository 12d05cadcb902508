package org.sparkrnn.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Serializable;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/**
 * Entries and their ids 0, 1, 2, ... Saved as UTF-8 text, one entry per line in the order of the
 * ids; a backslash, a line feed or a carriage return inside an entry is written as {@code \\},
 * {@code \n}, {@code \r}.
 */
public final class Vocabulary implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The first entry of an input vocabulary, which stands for every token that is not in it. */
  public static final String UNKNOWN = "<unk>";

  // Plain arrays and maps, because Kryo may serialize broadcasts.
  private final String[] entries;
  private final HashMap<String, Integer> ids;
  private final boolean lowercase;
  private final boolean byForms;

  /**
   * @param lowercase whether tokens are lower-cased before they are looked up
   * @throws InvalidInputException if an entry occurs twice
   */
  public Vocabulary(List<String> entries, boolean lowercase) {
    this(entries, lowercase, false);
  }

  /**
   * @param lowercase whether tokens are lower-cased before they are looked up
   * @param byForms whether a token that is no entry is looked up by its {@link WordForms}
   * @throws InvalidInputException if an entry occurs twice
   */
  public Vocabulary(List<String> entries, boolean lowercase, boolean byForms) {
    this.byForms = byForms;
    this.entries = entries.toArray(String[]::new);
    this.lowercase = lowercase;
    ids = new HashMap<>(2 * entries.size());
    for (int i = 0; i < entries.size(); i++) {
      if (ids.put(entries.get(i), i) != null) {
        throw new InvalidInputException(
            "vocabulary entry %d, \"%s\", occurs twice; every entry must be unique"
                .formatted(i, entries.get(i)));
      }
    }
  }

  /** The form in which a token is looked up. */
  public static String normalize(String token, boolean lowercase) {
    return lowercase ? token.toLowerCase(Locale.ROOT) : token;
  }

  /** Whether tokens are lower-cased before they are looked up. */
  public boolean lowercase() {
    return lowercase;
  }

  /** Whether a token that is no entry is looked up by its {@link WordForms}. */
  public boolean byForms() {
    return byForms;
  }

  /** The same entries, followed by others. */
  public Vocabulary with(List<String> further) {
    List<String> all = new ArrayList<>(entries());
    all.addAll(further);
    return new Vocabulary(all, lowercase, byForms);
  }

  /** The number of entries. */
  public int size() {
    return entries.length;
  }

  /** The entry of an id, from 0. */
  public String entry(int id) {
    return entries[id];
  }

  /** All entries, in the order of their ids. */
  public List<String> entries() {
    return List.of(entries);
  }

  /** The token's id, or -1 if it is not an entry. */
  public int find(String token) {
    return find(token, -1);
  }

  /** The token's id, or 0, the id of {@link #UNKNOWN}, if it is not an entry. */
  public int findOrUnknown(String token) {
    return find(token, 0);
  }

  private int find(String token, int none) {
    String form = normalize(token, lowercase);
    Integer id = ids.get(form);
    if (id == null && byForms) {
      id = ids.get(WordForms.lowerCase(form));
      id = id == null ? ids.get(WordForms.normalized(form)) : id;
    }
    return id == null ? none : id;
  }

  /** Writes one line per entry. */
  public void write(Writer out) throws IOException {
    for (String entry : entries) {
      out.write(entry.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
      out.write('\n');
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Vocabulary read(BufferedReader in, boolean lowercase) throws IOException {
    return read(in, lowercase, false);
  }

  /** Does the same; the other parameters are those of the constructor. */
  public static Vocabulary read(BufferedReader in, boolean lowercase, boolean byForms)
      throws IOException {
    List<String> entries = new ArrayList<>();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      entries.add(unescape(line));
    }
    return new Vocabulary(entries, lowercase, byForms);
  }

  private static String unescape(String line) {
    if (line.indexOf('\\') < 0) {
      return line;
    }
    StringBuilder entry = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char ch = line.charAt(i);
      if (ch == '\\' && i + 1 < line.length()) {
        char escaped = line.charAt(++i);
        entry.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
      } else {
        entry.append(ch);
      }
    }
    return entry.toString();
  }
}
