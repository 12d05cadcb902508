package org.sparkrnn.ml.param.kind;

import java.beans.Introspector;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.Identifiable$;

/** The uid of an object, and the Params that it has declared so far, each with its default. */
public final class DeclaredParams implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, Param<?>> byName = new HashMap<>();
  private final transient List<ParamPair<?>> defaults = new ArrayList<>();
  private String uid;

  /** Creates an instance for an object of this class, with a new uid. */
  public DeclaredParams(Class<?> type) {
    uid = Identifiable$.MODULE$.randomUID(Introspector.decapitalize(type.getSimpleName()));
  }

  /** The uid, to which all Params belong that are created from now on. */
  public String uid() {
    return uid;
  }

  /**
   * Declares all Params of an object under construction, and sets their defaults.
   *
   * @param given the object's uid; null for a new one
   */
  public void declareAll(ParamOwner owner, String given) {
    if (given != null) {
      uid = given;
    }
    owner.params(); // calls every method that declares a Param
    defaults.forEach(pair -> setDefault(owner, pair));
  }

  private static <T> void setDefault(Params owner, ParamPair<T> pair) {
    owner.setDefault(pair.param(), pair.value());
  }

  /** See {@link ParamOwner#declared}. */
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
}
