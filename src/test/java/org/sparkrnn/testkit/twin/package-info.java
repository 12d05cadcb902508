/**
 * The readable twin of {@code nn}: the equations of the guide in double, one sequence and one unit
 * at a time. Each kind of module, cell, head and pooling has its own class and a line in {@link
 * org.sparkrnn.testkit.twin.Twins}. Only outputs and losses are computed; gradients are checked
 * against central differences of the loss.
 */
package org.sparkrnn.testkit.twin;
