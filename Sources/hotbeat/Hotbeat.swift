import ArgumentParser
@main struct Hotbeat: AsyncParsableCommand { func run() async throws {} }
