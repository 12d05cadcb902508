/** ONNX graphs, to which modules add themselves, and how they are written. Not for users. */
package org.sparkrnn.nn.onnx;
