/** The inputs of networks, which write the columns of x: tokens, features. Not for users. */
package org.sparkrnn.nn.input;
