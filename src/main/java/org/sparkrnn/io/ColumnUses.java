package org.sparkrnn.io;

import java.util.Set;

/**
 * What the columns of CSV and JSON are used for, where they are there. A file cannot say whether 01
 * is a number, its use can: a column of CSV that is not named here is text as it is written, one of
 * JSON has JSON's own type.
 *
 * @param numbers columns of numbers
 * @param numbersOrText columns of CSV that hold numbers if most of the first rows do
 * @param flags columns of CSV with true and false
 * @param required columns without whose value a row is malformed
 */
public record ColumnUses(
    Set<String> numbers, Set<String> numbersOrText, Set<String> flags, Set<String> required) {
  /** Nothing is known. */
  public static final ColumnUses UNKNOWN = new ColumnUses(Set.of(), Set.of(), Set.of(), Set.of());

  /** Of these it is known that they hold numbers. */
  public static ColumnUses ofNumbers(String... names) {
    return new ColumnUses(Set.of(names), Set.of(), Set.of(), Set.of());
  }
}
