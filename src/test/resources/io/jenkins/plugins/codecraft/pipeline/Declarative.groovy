package io.jenkins.plugins.codecraft.pipeline

/** Runs a {@code pipeline { ... }} block. What it may hold was checked by DeclarativeSyntax when the script was compiled. */
class Declarative implements Serializable {
    private static final long serialVersionUID = 1L

    def host
    def script
    def steps

    def pipeline(Closure definition) {
        def root = new PipelineSection()
        fill(definition, root)
        onAgent(root.agentRequest) {
            withEnvironment(root.environmentBlock) {
                withOptions(root.timeoutArguments) {
                    runStages(root)
                }
            }
        }
    }

    def runStages(PipelineSection root) {
        def outline = new StagesSection()
        fill(root.stagesBlock, outline)
        Throwable failure = null
        for (entry in outline.entries) {
            try {
                runStage(entry, failure != null)
            } catch (Throwable thrown) {
                failure = thrown
            }
        }
        runPost(root.postBlock, 'Declarative: Post Actions', failure)
        if (failure != null) {
            throw failure
        }
    }

    def runStage(Map entry, boolean skip) {
        steps.stage(entry.name) {
            if (skip) {
                host.println("Stage \"${entry.name}\" skipped due to earlier failure(s)")
                return
            }
            def section = new StageSection()
            fill(entry.body, section)
            onAgent(section.agentRequest) {
                withEnvironment(section.environmentBlock) {
                    withOptions(section.timeoutArguments) {
                        runSteps(section)
                    }
                }
            }
        }
    }

    def runSteps(StageSection section) {
        Throwable failure = null
        try {
            callInScript(section.stepsBlock)
        } catch (Throwable thrown) {
            failure = thrown
            host.failed(thrown)
        }
        if (section.postBlock != null) {
            host.println('Post stage')
            runConditions(section.postBlock, failure)
        }
        if (failure != null) {
            throw failure
        }
    }

    def runPost(Closure postBlock, String label, Throwable failure) {
        if (postBlock != null) {
            steps.stage(label) {
                runConditions(postBlock, failure)
            }
        }
    }

    def runConditions(Closure postBlock, Throwable failure) {
        def section = new PostSection()
        fill(postBlock, section)
        for (name in host.postConditions(failure)) {
            if (section.conditions.containsKey(name)) {
                callInScript(section.conditions[name])
            }
        }
    }

    def onAgent(String request, Closure body) {
        if (request == null || request == 'none') {
            return body.call()
        }
        return steps.node(body)
    }

    def withEnvironment(Closure environmentBlock, Closure body) {
        if (environmentBlock == null) {
            return body.call()
        }
        def variables = new EnvironmentSection()
        fill(environmentBlock, variables)
        return steps.withEnv(variables.assignments(), body)
    }

    def withOptions(Map timeoutArguments, Closure body) {
        if (timeoutArguments == null) {
            return body.call()
        }
        return steps.timeout(timeoutArguments, body)
    }

    def callInScript(Closure body) {
        fill(body, script)
    }

    def fill(Closure block, Object section) {
        block.delegate = section
        block.resolveStrategy = Closure.DELEGATE_FIRST
        block.call()
    }
}

class Section implements Serializable {
    private static final long serialVersionUID = 1L

    String agentRequest
    Closure environmentBlock
    Closure postBlock
    Map timeoutArguments

    def agent(String request) {
        agentRequest = request
    }

    def agent(Closure details) {
        agentRequest = 'any'
    }

    def getAny() {
        return 'any'
    }

    def getNone() {
        return 'none'
    }

    def environment(Closure block) {
        environmentBlock = block
    }

    def options(Closure block) {
        block.delegate = this
        block.resolveStrategy = Closure.DELEGATE_FIRST
        block.call()
    }

    def timeout(Map arguments) {
        timeoutArguments = arguments
    }

    def post(Closure block) {
        postBlock = block
    }
}

class PipelineSection extends Section {
    private static final long serialVersionUID = 1L

    Closure stagesBlock

    def stages(Closure block) {
        stagesBlock = block
    }
}

class StageSection extends Section {
    private static final long serialVersionUID = 1L

    Closure stepsBlock

    def steps(Closure block) {
        stepsBlock = block
    }
}

class StagesSection implements Serializable {
    private static final long serialVersionUID = 1L

    List entries = []

    def stage(String name, Closure body) {
        entries.add([name: name, body: body])
    }
}

class PostSection implements Serializable {
    private static final long serialVersionUID = 1L

    Map conditions = [:]

    def methodMissing(String name, Object arguments) {
        conditions[name] = arguments[0]
    }
}
