package org.sparkrnn.io;

import java.util.Set;

/**
 * The uses of columns in CSV and JSON files. A file cannot say whether 01 is a number, but the use
 * of its column can. Other columns are text as it is written in CSV, and have their JSON type in
 * JSON.
 *
 * @param numbers columns of numbers
 * @param numbersOrText columns of CSV that have numbers if most of the first rows do
 * @param flags columns of CSV that have true and false
 * @param required columns that must have a value; otherwise a row is malformed
 */
public record ColumnUses(
    Set<String> numbers, Set<String> numbersOrText, Set<String> flags, Set<String> required) {
  /** No use is known. */
  public static final ColumnUses UNKNOWN = new ColumnUses(Set.of(), Set.of(), Set.of(), Set.of());

  /** The named columns have numbers. */
  public static ColumnUses ofNumbers(String... names) {
    return new ColumnUses(Set.of(names), Set.of(), Set.of(), Set.of());
  }
}
