// A libzmq socket, of a draft type or of a newer version, that another process drives: one command a line in, one answer a line out.
//
// Usage: peer.js TYPE. Frames are hexadecimal digits, the empty frame is "-". What routes a message is its first frame:
// the number of the client, the group, the address. An answer is "ok ...", "none" when the time was over, or "error ...".
// The process ends with its standard input. PEER and CHANNEL are not in this library.
"use strict"

const readline = require("node:readline")
const zmq = require("zeromq")
const draft = require("zeromq/draft")

const PATIENCE = 10_000

const types = {
  CLIENT: draft.Client,
  SERVER: draft.Server,
  RADIO: draft.Radio,
  DISH: draft.Dish,
  SCATTER: draft.Scatter,
  GATHER: draft.Gather,
  DGRAM: draft.Datagram,
  SUB: zmq.Subscriber,
}

const options = {
  SNDHWM: "sendHighWaterMark",
  RCVHWM: "receiveHighWaterMark",
  RECONNECT_IVL: "reconnectInterval",
}

const bytes = word => (word === "-" ? Buffer.alloc(0) : Buffer.from(word, "hex"))
const words = frames => frames.map(frame => frame.toString("hex") || "-").join(" ")

function number(i) {
  const frame = Buffer.alloc(4)
  frame.writeUInt32BE(i)
  return frame
}

class Peer {
  constructor(type) {
    this.type = type
    this.socket = new types[type]({linger: 0})
    for (const timeout of ["sendTimeout", "receiveTimeout"].filter(name => name in this.socket)) {
      this.socket[timeout] = PATIENCE
    }
    if (type === "SERVER") {
      this.socket.sendHighWaterMark = 0 // the package never learns that there is room again
    }
  }

  version() {
    return zmq.version
  }

  set(name, value) {
    this.socket[options[name]] = Number(value)
  }

  async bind(endpoint) {
    await this.socket.bind(endpoint)
    return this.socket.lastEndpoint
  }

  connect(endpoint) {
    this.socket.connect(endpoint)
  }

  subscribe(prefix) {
    this.socket.subscribe(bytes(prefix))
  }

  unsubscribe(prefix) {
    this.socket.unsubscribe(bytes(prefix))
  }

  join(group) {
    this.#group("join", group)
  }

  leave(group) {
    this.#group("leave", group)
  }

  // Dish.join of the package forgets which socket it belongs to.
  #group(what, group) {
    zmq.Socket.prototype[what].call(this.socket, bytes(group))
  }

  send(...message) {
    return this.#put(message.map(bytes))
  }

  async receive(millis) {
    this.socket.receiveTimeout = Number(millis)
    try {
      return words(await this.#take())
    } catch (e) {
      if (e.code === "EAGAIN") {
        return undefined
      }
      throw e
    } finally {
      this.socket.receiveTimeout = PATIENCE
    }
  }

  async stream(count, ...prefix) {
    const first = prefix.map(bytes)
    for (let i = 0; i < Number(count); i++) {
      await this.#put([...first, number(i)])
    }
  }

  async drain(first, count) {
    for (let i = Number(first); i < Number(first) + Number(count); i++) {
      const frames = await this.#take()
      if (!frames.at(-1).equals(number(i))) {
        throw new Error(`number ${i} is ${words(frames)}`)
      }
    }
  }

  #put(frames) {
    switch (this.type) {
      case "SERVER":
        return this.socket.send(frames[1], {routingId: frames[0].readUInt32BE()})
      case "RADIO":
        return this.socket.send(frames[1], {group: frames[0]})
      default:
        return this.socket.send(frames)
    }
  }

  async #take() {
    const message = await this.socket.receive()
    switch (this.type) {
      case "SERVER":
        return [number(message[1].routingId), message[0]]
      case "DISH":
        return [message[1].group, message[0]]
      default:
        return message.filter(Buffer.isBuffer)
    }
  }
}

async function main() {
  const peer = new Peer(process.argv[2])
  for await (const line of readline.createInterface({input: process.stdin})) {
    const [name, ...rest] = line.trim().split(" ")
    try {
      const result = await peer[name](...rest)
      console.log(result === undefined && name === "receive" ? "none" : `ok ${result ?? ""}`)
    } catch (e) {
      console.log(`error ${name}: ${e}`)
    }
  }
  process.exit(0)
}

main()
