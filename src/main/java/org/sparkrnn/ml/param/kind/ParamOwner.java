package org.sparkrnn.ml.param.kind;

import java.util.function.Supplier;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Whoever has Params of ours. It is public, as the interfaces of Params are, because Spark finds
 * Params by reflection and may call no method of an interface that is not.
 */
public interface ParamOwner extends Params {
  /** Made on first use, in a field without initializer: Spark asks before constructors are done. */
  DeclaredParams declaredParams();

  /**
   * The Param of that name, made on first use.
   *
   * @param value its default, or null for none
   */
  default <P extends Param<?>> P declared(String name, Supplier<P> make, Object value) {
    return declaredParams().declared(name, make, value);
  }
}
