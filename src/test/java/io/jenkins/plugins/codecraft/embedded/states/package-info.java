/** Step Functions of the embedded AWS: state machines, and an interpreter of the Amazon States Language with JSONPath. */
package io.jenkins.plugins.codecraft.embedded.states;
