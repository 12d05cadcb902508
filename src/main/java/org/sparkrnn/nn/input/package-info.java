/** Where the columns of x come from: tokens, features. Not for users. */
package org.sparkrnn.nn.input;
