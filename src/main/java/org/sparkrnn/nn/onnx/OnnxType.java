package org.sparkrnn.nn.onnx;

import java.util.Locale;

/** What a tensor holds. */
public enum OnnxType {
  /** 32-bit floating point. */
  FLOAT(1),
  /** Whole numbers of 32 bits. */
  INT32(6),
  /** Whole numbers of 64 bits. */
  INT64(7),
  /** True or false. */
  BOOL(9),
  /** 64-bit floating point. */
  DOUBLE(11);

  /** TensorProto.DataType. */
  final int code;

  OnnxType(int code) {
    this.code = code;
  }

  /** Its name in ONNX's text form: float, int64, and so on. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
