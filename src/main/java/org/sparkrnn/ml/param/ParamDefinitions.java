package org.sparkrnn.ml.param;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.util.Identifiable;

/** Makes Params of the few kinds there are, each with its bounds, and collects their defaults. */
public abstract class ParamDefinitions implements Serializable {
  private static final long serialVersionUID = 1L;
  public static final double ANY = Double.POSITIVE_INFINITY;

  private final Identifiable parent;
  private final transient List<ParamPair<?>> defaults = new ArrayList<>();

  public ParamDefinitions(Identifiable parent) {
    this.parent = parent;
  }

  /** Every default, for setDefault. */
  public final List<ParamPair<?>> defaults() {
    return defaults;
  }

  /** Takes over the defaults of a part of the Params. */
  public final void include(ParamDefinitions part) {
    defaults.addAll(part.defaults);
  }

  /** The constant that a choice's value names. */
  public static <E extends Enum<E>> E constant(Class<E> type, String paramValue) {
    return Enum.valueOf(type, paramValue.toUpperCase(Locale.ROOT));
  }

  /** The name of a column, without a default. */
  public final Param<String> column(String name, String doc) {
    return new Param<>(parent, name, doc, Valid.columnName(name));
  }

  /** The name of a column. */
  public final Param<String> text(String name, String doc, String value) {
    return with(column(name, doc), value);
  }

  public final <E> Param<String> choice(
      String name, String doc, E[] values, Function<E, String> paramValue, E value) {
    List<String> names = Arrays.stream(values).map(paramValue).toList();
    String all = doc + ": " + String.join(", ", names);
    return with(new Param<>(parent, name, all, Valid.oneOf(name, names)), paramValue.apply(value));
  }

  public final IntParam count(String name, String doc, int min, int value) {
    return with(new IntParam(parent, name, doc, Valid.atLeast(name, min)), (Object) value);
  }

  /** A number without a default. */
  public final DoubleParam real(
      String name, String doc, double min, boolean inclusive, double end) {
    return new DoubleParam(parent, name, doc, Valid.within(name, min, inclusive, end));
  }

  public final DoubleParam real(
      String name, String doc, double min, boolean inclusive, double end, double value) {
    return with(real(name, doc, min, inclusive, end), (Object) value);
  }

  public final BooleanParam flag(String name, String doc, boolean value) {
    return with(new BooleanParam(parent, name, doc), (Object) value);
  }

  public final <T, P extends Param<T>> P with(P param, T value) {
    defaults.add(new ParamPair<>(param, value));
    return param;
  }
}
