package org.sparkrnn.nn.onnx;

import java.util.List;
import org.sparkrnn.data.ProtoMessage;

/**
 * An input or output of a graph.
 *
 * @param dims a number where a length is fixed, or a name
 */
public record OnnxValue(String name, OnnxType type, List<Object> dims) {
  private static final int TENSOR_TYPE = 1;
  private static final int DIM_VALUE = 1;
  private static final int DIM_PARAM = 2;

  /** As ValueInfoProto. */
  ProtoMessage message() {
    ProtoMessage shape = new ProtoMessage();
    for (Object dim : dims) {
      ProtoMessage one = new ProtoMessage();
      if (dim instanceof Integer length) {
        one.number(DIM_VALUE, length);
      } else {
        one.text(DIM_PARAM, (String) dim);
      }
      shape.message(1, one);
    }
    ProtoMessage tensor = new ProtoMessage().number(1, type.code).message(2, shape);
    return new ProtoMessage()
        .text(1, name)
        .message(2, new ProtoMessage().message(TENSOR_TYPE, tensor));
  }
}
