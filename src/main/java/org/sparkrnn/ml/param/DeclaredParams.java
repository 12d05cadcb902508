package org.sparkrnn.ml.param;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamPair;

/** The Params that an object has declared so far, each with its default. */
public final class DeclaredParams implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, Param<?>> byName = new HashMap<>();
  private final transient List<ParamPair<?>> defaults = new ArrayList<>();

  /** As {@link ParamOwner#declared} says. */
  @SuppressWarnings("unchecked") // the same name is always declared with the same type
  public <P extends Param<?>> P declared(String name, Supplier<P> make, Object value) {
    Param<?> param = byName.get(name);
    if (param == null) {
      param = make.get();
      byName.put(name, param);
      if (value != null) {
        defaults.add(new ParamPair<>((Param<Object>) param, value));
      }
    }
    return (P) param;
  }

  /** Every default, for setDefault. */
  public List<ParamPair<?>> defaults() {
    return defaults;
  }
}
