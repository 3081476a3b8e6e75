/** Application Auto Scaling of the embedded AWS. */
package io.jenkins.plugins.codecraft.embedded.autoscaling;
