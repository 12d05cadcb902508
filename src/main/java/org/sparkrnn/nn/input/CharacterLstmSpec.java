package org.sparkrnn.nn.input;

import java.util.Map;
import org.sparkrnn.data.ColumnSpec;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.InputModule;
import org.sparkrnn.nn.InputSpec;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.Sizes;

/** Reads a word's characters by an LSTM in both directions. */
public final class CharacterLstmSpec extends InputSpec {
  /** The name in network.json. */
  public static final String KIND = "characterLstm";

  private static final long serialVersionUID = 1L;

  private final int vocabularySize;
  private final int size;
  private final int hiddenSize;

  /**
   * @param vocabularySize C rows of the table of characters
   * @param size D numbers per character
   * @param hiddenSize H units per direction
   * @throws IllegalArgumentException if a size is not positive
   */
  public CharacterLstmSpec(int vocabularySize, int size, int hiddenSize) {
    this.vocabularySize = Sizes.positive(KIND, "vocabularySize", vocabularySize);
    this.size = Sizes.positive(KIND, "size", size);
    this.hiddenSize = Sizes.positive(KIND, "hiddenSize", hiddenSize);
  }

  /** Reads what {@link #choices} gave. */
  public static CharacterLstmSpec of(Choices choices) {
    return new CharacterLstmSpec(
        choices.integer("vocabularySize"), choices.integer("size"), choices.integer("hiddenSize"));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map("vocabularySize", vocabularySize, "size", size, "hiddenSize", hiddenSize);
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

  /** H, of each direction. */
  public int hiddenSize() {
    return hiddenSize;
  }

  /** 2H. */
  @Override
  public int width() {
    return Math.multiplyExact(2, hiddenSize);
  }

  @Override
  public boolean learns() {
    return true;
  }

  /** The number of the word. */
  @Override
  public long floatsPerStep() {
    return 1;
  }

  /** For each direction: gates, h and dL/dh, c and tanh(c), and the previous h and c. */
  @Override
  public long floatsPerPart() {
    return 2L * (4 + 2 + 2 + 2) * hiddenSize;
  }

  /**
   * For each direction the products of all characters, and the recurrent weights of one direction
   * at a time.
   */
  @Override
  public long scratchFloats() {
    return 2L * vocabularySize * 4 * hiddenSize + 4L * hiddenSize * hiddenSize;
  }

  @Override
  public InputModule create(ModuleContext context) {
    return new CharacterLstm(context, this);
  }
}
