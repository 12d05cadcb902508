package org.sparkrnn.ml;

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
abstract class ParamDefinitions implements Serializable {
  private static final long serialVersionUID = 1L;
  static final double ANY = Double.POSITIVE_INFINITY;

  private final Identifiable parent;
  private final transient List<ParamPair<?>> defaults = new ArrayList<>();

  ParamDefinitions(Identifiable parent) {
    this.parent = parent;
  }

  /** Every default, for setDefault. */
  final List<ParamPair<?>> defaults() {
    return defaults;
  }

  /** Takes over the defaults of a part of the Params. */
  final void include(ParamDefinitions part) {
    defaults.addAll(part.defaults);
  }

  /** The constant that a choice's value names. */
  static <E extends Enum<E>> E constant(Class<E> type, String paramValue) {
    return Enum.valueOf(type, paramValue.toUpperCase(Locale.ROOT));
  }

  /** The name of a column, without a default. */
  final Param<String> column(String name, String doc) {
    return new Param<>(parent, name, doc, Valid.columnName(name));
  }

  /** The name of a column. */
  final Param<String> text(String name, String doc, String value) {
    return with(column(name, doc), value);
  }

  final <E> Param<String> choice(
      String name, String doc, E[] values, Function<E, String> paramValue, E value) {
    List<String> names = Arrays.stream(values).map(paramValue).toList();
    String all = doc + ": " + String.join(", ", names);
    return with(new Param<>(parent, name, all, Valid.oneOf(name, names)), paramValue.apply(value));
  }

  final IntParam count(String name, String doc, int min, int value) {
    return with(new IntParam(parent, name, doc, Valid.atLeast(name, min)), (Object) value);
  }

  /** A number without a default. */
  final DoubleParam real(String name, String doc, double min, boolean inclusive, double end) {
    return new DoubleParam(parent, name, doc, Valid.within(name, min, inclusive, end));
  }

  final DoubleParam real(
      String name, String doc, double min, boolean inclusive, double end, double value) {
    return with(real(name, doc, min, inclusive, end), (Object) value);
  }

  final BooleanParam flag(String name, String doc, boolean value) {
    return with(new BooleanParam(parent, name, doc), (Object) value);
  }

  final <T, P extends Param<T>> P with(P param, T value) {
    defaults.add(new ParamPair<>(param, value));
    return param;
  }
}
