package org.sparkrnn.nn.input;

import java.util.Map;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.InputModule;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.Sizes;

/** The sizes of a {@link Characters} encoder. */
public final class CharactersSpec extends InputSpec {
  public static final String KIND = "characters";
  private static final long serialVersionUID = 1L;
  private static final int USUAL_LENGTH = 8; // characters of a word

  private final int vocabularySize;
  private final int size;
  private final int filters;
  private final int span;

  /**
   * @param vocabularySize rows of the table of characters
   * @param size numbers a character
   * @param filters numbers a word
   * @param span characters that a filter sees
   */
  public CharactersSpec(int vocabularySize, int size, int filters, int span) {
    this.vocabularySize = Sizes.positive(KIND, "vocabularySize", vocabularySize);
    this.size = Sizes.positive(KIND, "size", size);
    this.filters = Sizes.positive(KIND, "filters", filters);
    this.span = Sizes.positive(KIND, "span", span);
  }

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
  public int width() {
    return filters;
  }

  @Override
  public ColumnSpec column() {
    return TokenColumn.CHARACTERS.spec();
  }

  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public long floatsPerStep() {
    return 2L * USUAL_LENGTH * span * size;
  }

  @Override
  public InputModule create(ModuleContext context) {
    return new Characters(context.layout(), vocabularySize, size, filters, span);
  }
}
