/** Model directories: writing and reading them. Not for users, who call save and load. */
package org.sparkrnn.ml.save;
