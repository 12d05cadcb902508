package org.sparkrnn.nn.input;

import java.util.Map;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.InputModule;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.Sizes;

/** A vector from a word's characters, which also works for words that do not occur in training. */
public final class CharactersSpec extends InputSpec {
  /** The name in network.json. */
  public static final String KIND = "characters";

  private static final long serialVersionUID = 1L;

  private final int vocabularySize;
  private final int size;
  private final int filters;
  private final int span;

  /**
   * @param vocabularySize C rows of the table of characters
   * @param size D numbers per character
   * @param filters F numbers per word
   * @param span S characters that a filter sees
   * @throws IllegalArgumentException if a size is not positive
   */
  public CharactersSpec(int vocabularySize, int size, int filters, int span) {
    this.vocabularySize = Sizes.positive(KIND, "vocabularySize", vocabularySize);
    this.size = Sizes.positive(KIND, "size", size);
    this.filters = Sizes.positive(KIND, "filters", filters);
    this.span = Sizes.positive(KIND, "span", span);
  }

  /** Reads what {@link #choices} gave. */
  public static CharactersSpec of(Choices choices) {
    return new CharactersSpec(
        choices.integer("vocabularySize"),
        choices.integer("size"),
        choices.integer("filters"),
        choices.integer("span"));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map(
        "vocabularySize", vocabularySize, "size", size, "filters", filters, "span", span);
  }

  @Override
  public ColumnSpec column() {
    return TokenColumn.CHARACTERS.spec();
  }

  /** C. */
  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  /** D. */
  public int size() {
    return size;
  }

  /** S. */
  public int span() {
    return span;
  }

  /** F. */
  @Override
  public int width() {
    return filters;
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public long floatsPerStep() {
    return filters; // the place of each maximum
  }

  /** The filters by places, and their products with all characters. */
  @Override
  public long scratchFloats() {
    return (long) span * filters * size + (long) vocabularySize * span * filters;
  }

  @Override
  public InputModule create(ModuleContext context) {
    return new Characters(context, this);
  }
}
