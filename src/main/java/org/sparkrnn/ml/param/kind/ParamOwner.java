package org.sparkrnn.ml.param.kind;

import java.util.function.Supplier;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * An object that has Params of this library. It is public, like the interfaces of Params, because
 * Spark finds Params by reflection and can only call methods of public interfaces.
 */
public interface ParamOwner extends Params {
  /** Created on first use, in a field without initializer: Spark asks while constructors run. */
  DeclaredParams declaredParams();

  /**
   * The Param of this name, created on first use.
   *
   * @param value its default, or null for none
   */
  default <P extends Param<?>> P declared(String name, Supplier<P> make, Object value) {
    return declaredParams().declared(name, make, value);
  }
}
