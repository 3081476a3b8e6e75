package io.jenkins.plugins.codecraft.pipeline

/**
 * The steps that take a body. They are compiled by the CPS transformer, as the Jenkinsfile is: a run can be saved and
 * restored while it is inside of any of these methods.
 */
class BlockSteps implements Serializable {
    private static final long serialVersionUID = 1L

    def host

    def block(String step, String label, Closure body) {
        host.blockStarts(label)
        try {
            return body.call()
        } finally {
            host.blockEnds(step)
        }
    }

    def stage(String name, Closure body) {
        host.stepStarts('stage')
        return block('stage', name, body)
    }

    def script(Closure body) {
        host.stepStarts('script')
        return block('script', null, body)
    }

    def node(Closure body) {
        host.stepStarts('node')
        host.allocateNode()
        try {
            return block('node', null, body)
        } finally {
            host.leaveScope()
        }
    }

    def node(Object label, Closure body) {
        return node(body)
    }

    def dir(String path, Closure body) {
        host.stepStarts('dir')
        host.enterDirectory(path)
        try {
            return block('dir', null, body)
        } finally {
            host.leaveScope()
        }
    }

    def withEnv(List variables, Closure body) {
        host.stepStarts('withEnv')
        host.enterEnvironment(variables)
        try {
            return block('withEnv', null, body)
        } finally {
            host.leaveScope()
        }
    }

    def timeout(Map arguments, Closure body) {
        host.stepStarts('timeout')
        def deadline = host.startTimeout(arguments)
        try {
            return block('timeout', null, body)
        } finally {
            host.endTimeout(deadline)
        }
    }

    def timeout(Number minutes, Closure body) {
        return timeout([time: minutes], body)
    }

    def retry(int count, Closure body) {
        host.stepStarts('retry')
        int attempt = 0
        while (true) {
            attempt++
            try {
                return block('retry', null, body)
            } catch (Throwable failure) {
                if (attempt >= count || host.isInterruption(failure)) {
                    throw failure
                }
                host.reportFailure(failure)
                host.println('Retrying')
            }
        }
    }

    def catchError(Closure body) {
        return catchError([:], body)
    }

    def catchError(Map arguments, Closure body) {
        host.stepStarts('catchError')
        try {
            return block('catchError', null, body)
        } catch (Throwable failure) {
            host.caught(failure, arguments)
            return null
        }
    }

    def parallel(Map branches) {
        host.stepStarts('parallel')
        try {
            return host.fork(branches)
        } finally {
            host.stepEnds('parallel')
        }
    }
}
