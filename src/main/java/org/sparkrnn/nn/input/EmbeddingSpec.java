package org.sparkrnn.nn.input;

import java.util.Map;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.InputModule;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.Sizes;

/** Embedded tokens: the row of a learned table for each token. */
public final class EmbeddingSpec extends InputSpec {
  /** The name in network.json. */
  public static final String KIND = "embedding";

  private static final long serialVersionUID = 1L;

  private final int vocabularySize;
  private final int size;

  /**
   * @param vocabularySize V rows of the table
   * @param size D numbers per row
   * @throws IllegalArgumentException if a size is not positive
   */
  public EmbeddingSpec(int vocabularySize, int size) {
    this.vocabularySize = Sizes.positive(KIND, "vocabularySize", vocabularySize);
    this.size = Sizes.positive(KIND, "size", size);
  }

  /** Reads what {@link #choices} gave. */
  public static EmbeddingSpec of(Choices choices) {
    return new EmbeddingSpec(choices.integer("vocabularySize"), choices.integer("size"));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map("vocabularySize", vocabularySize, "size", size);
  }

  @Override
  public ColumnSpec column() {
    return TokenColumn.TOKENS.spec();
  }

  /** V. */
  @Override
  public int vocabularySize() {
    return vocabularySize;
  }

  @Override
  public int width() {
    return size;
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public InputModule create(ModuleContext context) {
    return new Embedding(context, this);
  }
}
