/** What is written from the table of Params for all packages. Not for users. */
package org.sparkrnn;
