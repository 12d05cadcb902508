package org.sparkrnn.nn.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.LayerModule;
import org.sparkrnn.nn.LayerSpec;
import org.sparkrnn.nn.ModuleContext;

/** The sizes of a {@link Convolution} over time. */
public final class ConvolutionSpec extends LayerSpec {
  /** The name in network.json. */
  public static final String KIND = "convolution";

  private static final long serialVersionUID = 1L;
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})x(\\d{1,6})(?:x(\\d{1,6}))?");

  private final int filters;
  private final int width;
  private final int stride;

  /**
   * @param filters outputs a step
   * @param width steps that an output sees
   * @param stride steps from one output to the next
   * @throws InvalidInputException if one of them is not positive
   */
  public ConvolutionSpec(int filters, int width, int stride) {
    this.filters = filters;
    this.width = width;
    this.stride = stride;
    if (filters < 1 || width < 1 || stride < 1) {
      throw new InvalidInputException(
          "convLayers has %s; filters, width and stride must be positive".formatted(this));
    }
  }

  /** Reads what {@link #choices} gave. */
  public static ConvolutionSpec of(Choices choices) {
    return new ConvolutionSpec(
        choices.integer("filters"), choices.integer("width"), choices.integer("stride"));
  }

  /**
   * Reads a list like {@code 32x5x2,32x3}: filters x width x stride, where stride 1 may be left
   * out; an empty text is an empty list.
   *
   * @throws InvalidInputException if the text is not of this form
   */
  public static List<ConvolutionSpec> parse(String text) {
    List<ConvolutionSpec> layers = new ArrayList<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      Matcher sizes = FORM.matcher(part.strip());
      if (!sizes.matches()) {
        throw new InvalidInputException(
            ("convLayers is '%s', but '%s' is not a layer; expected FILTERSxWIDTH or FILTERSxWIDTHxSTRIDE, several of them separated by commas, as in"
                    + " 32x5x2,32x3")
                .formatted(text, part.strip()));
      }
      int stride = sizes.group(3) == null ? 1 : Integer.parseInt(sizes.group(3));
      layers.add(
          new ConvolutionSpec(
              Integer.parseInt(sizes.group(1)), Integer.parseInt(sizes.group(2)), stride));
    }
    return layers;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map("filters", filters, "width", width, "stride", stride);
  }

  /** Outputs a step. */
  public int filters() {
    return filters;
  }

  /** Steps that an output sees. */
  public int width() {
    return width;
  }

  @Override
  public int stride() {
    return stride;
  }

  @Override
  public int outputWidth(int inputWidth) {
    return filters;
  }

  @Override
  public long floatsPerStep(int inputWidth) {
    return 2L * inputWidth * width + 2L * filters; // rows and y, each with its gradient
  }

  @Override
  public int stateSize() {
    throw WindowSpec.notCarried();
  }

  @Override
  public LayerModule create(ModuleContext context, int inputWidth) {
    return new Convolution(context, this, inputWidth);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return filters + "x" + width + (stride == 1 ? "" : "x" + stride);
  }
}
