package org.sparkrnn.nn.input;

import java.util.Map;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.InputModule;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.Sizes;

/**
 * Categories of a whole sequence: the concatenated rows of a learned table for its C categories,
 * the same at every step.
 */
public final class CategoriesSpec extends InputSpec {
  /** The name in network.json. */
  public static final String KIND = "categories";

  private static final long serialVersionUID = 1L;

  private final int vocabularySize;
  private final int columns;
  private final int size;

  /**
   * @param vocabularySize V rows of the table, for all columns; row 0 is for unknown categories and
   *     is read as zeros
   * @param columns C categories per sequence
   * @param size D numbers per category
   * @throws IllegalArgumentException if a size is not positive
   */
  public CategoriesSpec(int vocabularySize, int columns, int size) {
    this.vocabularySize = Sizes.positive(KIND, "vocabularySize", vocabularySize);
    this.columns = Sizes.positive(KIND, "columns", columns);
    this.size = Sizes.positive(KIND, "size", size);
  }

  /** Reads what {@link #choices} gave. */
  public static CategoriesSpec of(Choices choices) {
    return new CategoriesSpec(
        choices.integer("vocabularySize"), choices.integer("columns"), choices.integer("size"));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map("vocabularySize", vocabularySize, "columns", columns, "size", size);
  }

  @Override
  public ColumnSpec column() {
    return TokenColumn.CATEGORIES.spec();
  }

  /** V. */
  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  /** C. */
  public int columns() {
    return columns;
  }

  /** D. */
  public int size() {
    return size;
  }

  @Override
  public int width() {
    return columns * size;
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public InputModule create(ModuleContext context) {
    return new Categories(context, this);
  }
}
