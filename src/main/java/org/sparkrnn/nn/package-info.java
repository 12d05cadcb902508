/**
 * Networks as lists of modules and back-propagation through time over packed mini-batches, float32,
 * on flat parameter vectors. No Spark. The modules are in {@code input}, {@code sequence} and
 * {@code output}; of what is here only {@code ModuleKinds}, where kinds are registered, and {@code
 * NetworkBuilder}, which makes the usual chain, know any of them. Not for users, but for {@code
 * NetworkSpec} as they get it from models, and {@code GradientFlow} as they get it from a summary.
 */
package org.sparkrnn.nn;
