/**
 * Networks as lists of modules, and back-propagation through time over packed mini-batches in
 * float32, on flat parameter vectors, without Spark. The modules are in {@code input}, {@code
 * sequence} and {@code output}. In this package only {@code ModuleKinds}, where kinds are
 * registered, and {@code NetworkBuilder}, which makes the usual chain, depend on them. The package
 * is not for users, except for {@code NetworkSpec}, which models return, and {@code GradientFlow},
 * which summaries return.
 */
package org.sparkrnn.nn;
